import { pathOf } from '#lib/http/target.ts';

/**
 * The target as a path that can follow an origin in a URL. Only origin-form (RFC 9112 §3.2.1) can: absolute-form is
 * reduced to its path, other forms to `/`. It always starts with `/`, or the target could change the host.
 */
export function originForm(target: string): string {
  return target.startsWith('/') ? target : pathOf(target, 0);
}

/** The same, with characters that RFC 3986 allows in no path or query percent-encoded, for strict parsers. */
export function uriForm(target: string): string {
  const encoded = originForm(target).replace(
    /%(?![\da-f]{2})|[^!$&'()*+,\-./\w:;=?@~%]/gi,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return encoded;
}

/** Whether a client that parses URLs as browsers do (URL Standard §4.4) sends this target unchanged. */
export function survivesUrlParser(target: string, server: URL): boolean {
  if (!target.startsWith('/') || !URL.canParse(server.origin + target)) return false;
  const { pathname, search } = new URL(server.origin + target);
  return pathname + search === target;
}
