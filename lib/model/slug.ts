import { z } from 'zod';

/** Host names and paths an operator may want for the instance itself; a bin may not take them. */
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
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'must be 3 to 63 lower-case letters, digits or inner hyphens')
  .refine((slug) => slug.slice(2, 4) !== '--', 'must not have hyphens in third and fourth place')
  .refine((slug) => !reserved.has(slug), 'is a name kept for the server itself');

/** What a slug looks like in a request: host names and people do not keep case, so it is read without it. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
