import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';
import { addedBy, clientBehind } from '../http/forwarded.ts';
import type { Client } from '../model/capture.ts';
import { headerPairs } from './node-arrival.ts';
import { peerOf } from './peer.ts';

/** Where a request was sent to, and by whom: as the connection says, or a trusted proxy of what is before it. */
export type Reached = {
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
  /** Null when nobody says more than the connection. */
  readonly client: Client | null;
};

export function reachedBy(
  request: IncomingMessage,
  { tls, trustedProxies, forwardedFields }: Pick<Config, 'tls' | 'trustedProxies' | 'forwardedFields'>,
): Reached {
  const client =
    trustedProxies.length === 0
      ? null
      : addedBy(
          clientBehind(
            peerOf(request.socket),
            headerPairs(request.rawHeaders),
            trustedProxies,
            forwardedFields,
          ),
        );
  return {
    host: client?.host ?? hostOf(request),
    scheme: client?.scheme ?? (tls ? 'https' : 'http'),
    client,
  };
}

/** The host a request is for: `:authority` in HTTP/2 (RFC 9113 §8.3.1), `Host` before. */
function hostOf({ headers }: IncomingMessage): string | undefined {
  const authority = headers[':authority'];
  return typeof authority === 'string' ? authority : headers.host;
}
