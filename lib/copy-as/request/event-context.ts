import { readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CopySource } from '../target.ts';

/** The context of a request that the platform adds to an event. Values that only the platform knows are recognizably invented. */
export type EventContext = {
  /** The host name of the request, without port; that of the origin if none was sent. */
  readonly domainName: string;
  /** The first label of the host name. */
  readonly domainPrefix: string;
  /** Derived from the capture's number. */
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string | null;
  /** Common Log Format: `12/Mar/2020:19:03:58 +0000`. */
  readonly time: string;
  /** Milliseconds since the epoch. */
  readonly timeEpoch: number;
};

export function eventContext(source: CopySource, origin: string): EventContext {
  const timeEpoch = Math.floor(source.receivedAt / 1000);
  const userAgent = first(source.headers, 'User-Agent');
  const fallback = new URL(origin).hostname;
  const domainName = (first(source.headers, 'Host') ?? '').replace(/:\d*$/, '') || fallback;
  return {
    domainName: readable(domainName),
    domainPrefix: readable(domainName).split('.')[0]!,
    requestId: `00000000-0000-4000-8000-${String(source.seq).padStart(12, '0')}`,
    // A socket for both families shows IPv4 addresses as mapped IPv6.
    sourceIp: source.peer.address.replace(/^::ffff:(?=\d+\.)/, ''),
    userAgent: userAgent === null ? null : readable(userAgent),
    time: logTime(timeEpoch),
    timeEpoch,
  };
}

/** Parses `Mon, 23 Nov 2026 10:00:00 GMT` (ECMAScript §21.4.4.43). */
function logTime(epoch: number): string {
  const [, day, month, year, time] = new Date(epoch).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
