/**
 * Where our server tells pages the origin a request was sent to, which it alone can conclude: it sees the connection, and
 * knows which proxies to trust.
 */
export const originHeader = 'x-wirebin-origin';

/** Where it tells them the address a request came from, for the same reason. */
export const senderHeader = 'x-wirebin-sender';

/** Where it tells them the host a request was sent to, as the client or a trusted proxy said it. */
export const hostHeader = 'x-wirebin-host';

/**
 * The origin (RFC 6454 §4) people reach this server at: what the operator says, else the host the request was sent to.
 * A `Host` that is no host is not repeated in addresses; `fallback` stands for it.
 */
export function originOf(request: {
  publicUrl: string | undefined;
  scheme: 'http' | 'https';
  host: string | null | undefined;
  fallback: string;
}): string {
  if (request.publicUrl) return request.publicUrl;
  const host = request.host ?? '';
  const plausible = /^(?:[a-z0-9-_.]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host);
  return `${request.scheme}://${plausible ? host : request.fallback}`;
}

/**
 * The address requests are sent to for a bin: below the origin, or with `binDomain` a host of its own, on the origin's
 * scheme and port.
 */
export function captureUrlOf(origin: string, slug: string, binDomain: string | undefined): string {
  if (binDomain === undefined) return `${origin}/b/${slug}`;
  const { protocol, port } = new URL(origin);
  return `${protocol}//${slug}.${binDomain}${port && `:${port}`}/`;
}
