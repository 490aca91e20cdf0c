import { z } from 'zod';

/** Host names and paths that are reserved for the instance itself. */
const reserved = new Set([
  'admin', 'api', 'app', 'assets', 'blog', 'cdn', 'docs', 'ftp', 'healthz', 'help', 'i', 'imap', 'live',
  'localhost', 'mail', 'metrics', 'ns1', 'ns2', 'pop', 'public', 'readyz', 'root', 'smtp', 'static', 'status',
  'support', 'wirebin', 'www',
]); // biome-ignore format: a word list

/**
 * A bin's slug: 3 to 63 lower-case letters, digits and inner hyphens, so that it is a path segment and a DNS label
 * (RFC 1123 §2.1) alike. `--` in third place is kept for IDNA (RFC 5891 §4.2.3.1).
 */
export const slugShape = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'must be 3 to 63 lowercase letters, digits or inner hyphens')
  .refine((slug) => slug.slice(2, 4) !== '--', 'must not have hyphens as its third and fourth characters')
  .refine((slug) => !reserved.has(slug), 'is reserved for the server');

/** A slug in a request. Case is ignored, since host names and people do not keep it. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
