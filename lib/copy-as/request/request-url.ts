import { readable } from '#lib/http/byte-string.ts';

/**
 * The URL of a request-target at an origin, without normalization: the target follows the origin as sent, and an
 * absolute-form target (RFC 9112 §3.2.2) is already the URL. A target that cannot be part of a URL (`*`, `host:443`)
 * follows a slash. For display and for JSON: UTF-8 bytes become characters.
 */
export function requestUrl(target: string, origin: string): string {
  if (/^https?:\/\//i.test(target)) return readable(target);
  return new URL(origin).origin + (target.startsWith('/') ? '' : '/') + readable(target);
}

/** Whether a client that parses the result of `requestUrl` sends exactly this target. */
export function isPlainTarget(target: string): boolean {
  return /^\/[!-~]*$/.test(target) && !target.includes('#');
}

/** The path of a target as sent, without its query; `/` if there is none. */
export function rawPathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}
