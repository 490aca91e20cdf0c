import type { IncomingMessage } from 'node:http';
import type { Config } from '#lib/config/read-config.ts';
import { addedBy, clientBehind } from '#lib/http/client-behind-proxies.ts';
import { headerPairs } from '#lib/http/header-pairs.ts';
import type { Client } from '#lib/model/capture.ts';
import { peerOf } from './peer.ts';

/** The host and scheme that a request was sent to, and its client: from the connection, or from a trusted proxy. */
export type ClientAddress = {
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
  /** Null unless a trusted proxy names the client. */
  readonly client: Client | null;
};

export function readClientAddress(
  request: IncomingMessage,
  { tls, trustedProxies, forwardedFields }: Pick<Config, 'tls' | 'trustedProxies' | 'forwardedFields'>,
): ClientAddress {
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
