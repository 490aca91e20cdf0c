import { slugPattern } from '#lib/model/slug.ts';

/** The bin that a request names, and the length of the part of its target that names it (0 when the host does). */
export type BinAddress = { slug: string; prefixLength: number };

/** A bin; `no-bin` for a URL of bins that names none; `other` for URLs that are not for bins. */
export type AddressMatch = BinAddress | 'no-bin' | 'other';

/**
 * Finds the bin that a request names:
 * - by target: `/b/{slug}` and everything below it, in origin-form or absolute-form (RFC 9112 §3.2);
 * - by host: `{slug}.{binDomain}`, whatever the target; no such URL belongs to the app.
 *
 * Slugs are compared ignoring case, since people and host names do not keep it.
 */
export function binAddress(
  target: string,
  host: string | undefined,
  binDomain: string | undefined,
): AddressMatch {
  const label = binDomain === undefined ? null : labelUnder(binDomain, host ?? '');
  if (label !== null) return slugPattern.test(label) ? { slug: label, prefixLength: 0 } : 'no-bin';
  const match = /^(?:https?:\/\/[^/?#]*)?\/b(?:\/([^/?#]*))?(?=[/?#]|$)/i.exec(target);
  if (!match) return 'other';
  const slug = match[1] ?? '';
  return slugPattern.test(slug) ? { slug: slug.toLowerCase(), prefixLength: match[0].length } : 'no-bin';
}

/** The label before the domain in a `Host` field value; null if the host is not below the domain. */
function labelUnder(domain: string, host: string): string | null {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : null;
}
