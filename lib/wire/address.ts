import { slugPattern } from '../model/slug.ts';

/** Which bin a request names, and how much of its target did so: none of it when the host name did. */
export type BinAddress = { slug: string; prefixLength: number };

/** What a request names: a bin, none although it is an address of bins, or something that is no bin's business. */
export type Addressed = BinAddress | 'no-bin' | 'other';

/**
 * The bin a request names.
 *
 * - by target: `/b/{slug}` and everything below it, in origin-form or absolute-form (RFC 9112 §3.2);
 * - by host: `{slug}.{binDomain}`, whatever the target; nothing there belongs to the app.
 *
 * Slugs are compared without case, since people and host names do not keep it.
 */
export function binAddress(
  target: string,
  host: string | undefined,
  binDomain: string | undefined,
): Addressed {
  const label = binDomain === undefined ? null : labelUnder(binDomain, host ?? '');
  if (label !== null) return slugPattern.test(label) ? { slug: label, prefixLength: 0 } : 'no-bin';
  const match = /^(?:https?:\/\/[^/?#]*)?\/b(?:\/([^/?#]*))?(?=[/?#]|$)/i.exec(target);
  if (!match) return 'other';
  const slug = match[1] ?? '';
  return slugPattern.test(slug) ? { slug: slug.toLowerCase(), prefixLength: match[0].length } : 'no-bin';
}

/** What stands before the domain in a `Host` field value; null when the host is not below the domain. */
function labelUnder(domain: string, host: string): string | null {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : null;
}
