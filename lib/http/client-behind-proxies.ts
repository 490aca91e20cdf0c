import type { Client, Header, Peer } from '#lib/model/capture.ts';
import { forwardedHops, type Hop, xForwardedHops } from './forwarded-hops.ts';
import { first } from './header-lookup.ts';
import { formatIpAddress, parseIpAddress } from './ip-address.ts';
import { type IpRange, isInRanges } from './ip-range.ts';

/** The fields a proxy may write: Forwarded (RFC 7239), or the X-Forwarded-… there were before it. */
export type ForwardedFields = 'forwarded' | 'x-forwarded';

/** Who sent a request, concluded from the socket and from what trusted proxies say. */
export type Conclusion = {
  /** The address in one form (RFC 5952, mapped IPv4 as IPv4). `port` is null when nobody says. */
  readonly client: { readonly address: string; readonly port: number | null };
  /** The scheme and the Host the client used, where a trusted proxy says so; else null. */
  readonly scheme: 'http' | 'https' | null;
  readonly host: string | null;
  /** What named the client. */
  readonly by: 'socket' | 'forwarded' | 'x-forwarded-for';
  /** The addresses from the client to the peer, as far as they are believed. */
  readonly chain: readonly string[];
};

/** Hops that are followed: more proxies than this nobody has in a row. */
const mostHops = 100;

/**
 * Concludes who sent a request: the right-most hop that is not trusted.
 *
 * A proxy names whom it received the request from, and appends that to what its sender said. So the peer is asked first,
 * if it is trusted, then the one it names, if that one is trusted too, and so on. A hop that is hidden, malformed or
 * missing ends the walk: the client is then the last one that was named. Headers of a peer that is not trusted are not
 * read at all.
 *
 * Only one family of fields is read, since most proxies write one and pass the other on as the sender wrote it. `fields`
 * says which one the proxies write. Unsaid, it is X-Forwarded-… as soon as one of these is there: most proxies write them,
 * and one that writes Forwarded instead has to drop them, or be named by `fields`.
 */
export function clientBehind(
  peer: Peer,
  headers: readonly Header[],
  trusted: readonly IpRange[],
  fields: ForwardedFields = fieldsIn(headers),
): Conclusion {
  const address = parseIpAddress(peer.address);
  const socket = { address: address ? formatIpAddress(address) : peer.address, port: peer.port || null };
  const believed = [socket];
  let outermost: Hop | null = null;
  let asked = address;
  for (const hop of fields === 'forwarded' ? forwardedHops(headers) : xForwardedHops(headers)) {
    if (asked === null || !isInRanges(asked, trusted) || hop === 'malformed') break;
    if (believed.length > mostHops) break;
    outermost = hop;
    asked = hop.from?.address ?? null;
    if (hop.from !== null) believed.push({ address: formatIpAddress(hop.from.address), port: hop.from.port });
  }
  const named = fields === 'forwarded' ? 'forwarded' : 'x-forwarded-for';
  return {
    client: believed.at(-1)!,
    scheme: outermost?.scheme ?? null,
    host: outermost?.host ?? null,
    by: believed.length === 1 ? 'socket' : named,
    chain: believed.map((hop) => hop.address).reverse(),
  };
}

/** What a conclusion adds to what the socket says, as captures keep it; null when that is nothing. */
export function addedBy({ client, ...rest }: Conclusion): Client | null {
  const { by, scheme, host } = rest;
  return by === 'socket' && scheme === null && host === null ? null : { ...client, ...rest };
}

function fieldsIn(headers: readonly Header[]): ForwardedFields {
  const older = ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Host'];
  return older.some((name) => first(headers, name) !== null) ? 'x-forwarded' : 'forwarded';
}
