import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Config } from '#lib/config/read-config.ts';
import { BoundedHeadersMessage } from './bounded-headers.ts';
import { maxConcurrentStreams } from './connections/http2-budget.ts';

/** Options for Node's HTTP parser where its defaults would drop or cut data, or leave connections open for minutes. */
export const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // RFC 9112 §3.2 requires 400 for a missing Host; a bin records such a request like any other.
  requireHostHeader: false,
};

/**
 * Memory limit of an HTTP/2 connection, megabytes: streams, header tables and unsent data. It has room for a body on every
 * concurrent stream, each with its window of 64 KiB. Streams over the limit are refused.
 */
const maxSessionMemory = 10;

/**
 * How many streams in a row a peer may open over `maxConcurrentStreams` before its connection is closed. It may open some
 * before it has read the limit.
 */
const maxSessionRejectedStreams = 1000;

export type PortServer = Server | Http2SecureServer;

/** Creates the server of the port: plain HTTP/1.1, or HTTP/2 with HTTP/1.1 as fallback when there is a certificate. */
export async function portServer(config: Pick<Config, 'tls'>): Promise<PortServer> {
  if (!config.tls) return plainServer();
  const [cert, key] = await Promise.all([read('TLS_CERT', config.tls.cert), read('TLS_KEY', config.tls.key)]);
  const server = createSecureServer({
    ...limits,
    settings: { maxHeaderListSize: limits.maxHeaderSize, maxConcurrentStreams },

    maxSessionMemory,
    maxSessionRejectedStreams,
    handshakeTimeout: limits.headersTimeout,
    cert,
    key,
    allowHTTP1: true,
    Http1IncomingMessage: BoundedHeadersMessage,
  });
  // The HTTP/2 server ignores these options for HTTP/1.1 and uses the defaults, or none.
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout } = limits;
  const times = { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout };
  return Object.assign(server, { maxHeadersCount: 0, ...times });
}

/** Creates a server for HTTP/1.1. */
export function plainServer(): Server {
  const server = createServer({ ...limits, IncomingMessage: BoundedHeadersMessage });
  // 0 means no limit: by default Node silently drops header fields after about a thousand. `maxHeaderSize` limits them.
  server.maxHeadersCount = 0;
  return server;
}

async function read(setting: string, file: string): Promise<Buffer> {
  return readFile(file).catch((error: Error) => {
    throw new Error(`The file in ${setting} cannot be read: ${error.message}`);
  });
}
