import { readable } from '#lib/http/byte-string.ts';

/**
 * The URL of a request-target at an origin, nothing in it normalised: the target follows the origin as it was sent, and an
 * absolute-form target (RFC 9112 §3.2.2) is the URL already. A target that fits into no URL (`*`, `host:443`) follows
 * a slash. For showing and for JSON: bytes that are UTF-8 are characters.
 */
export function requestUrl(target: string, origin: string): string {
  if (/^https?:\/\//i.test(target)) return readable(target);
  return new URL(origin).origin + (target.startsWith('/') ? '' : '/') + readable(target);
}

/** Whether `requestUrl` followed by a client's parser gives this very target back. */
export function isPlainTarget(target: string): boolean {
  return /^\/[!-~]*$/.test(target) && !target.includes('#');
}

/** The path of a target as sent, without its query; `/` when it has none. */
export function rawPathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}
