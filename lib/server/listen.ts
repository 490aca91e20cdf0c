import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Config } from '../config.ts';
import { maxConcurrentStreams } from './connections/http2-budget.ts';

/** How Node reads requests: what the defaults would drop, cut or leave open for minutes. */
export const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // RFC 9112 §3.2 wants 400 for a missing Host; to a bin it is one more thing worth seeing.
  requireHostHeader: false,
};

/**
 * Megabytes that streams, header tables and what waits to be sent may take of one HTTP/2 connection: room for as many bodies as
 * there may be streams, each waiting with its window of 64 KiB. Beyond it new streams are refused.
 */
const maxSessionMemory = 10;

/**
 * How many streams in a row a peer may open over `maxConcurrentStreams` before its connection is closed: it may open some before
 * it has read how many there may be.
 */
const maxSessionRejectedStreams = 1000;

export type PortServer = Server | Http2SecureServer;

/** The server of the port: plain HTTP/1.1, or HTTP/2 with HTTP/1.1 as fallback when there is a certificate. */
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
  });
  // Of these it takes the defaults, or none, for HTTP/1.1 whatever it is told.
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout } = limits;
  const times = { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout };
  return Object.assign(server, { maxHeadersCount: 0, ...times });
}

/** A server for HTTP/1.1. */
export function plainServer(): Server {
  const server = createServer(limits);
  // 0 is no limit: by default Node silently drops header fields past about a thousand. `maxHeaderSize` bounds them.
  server.maxHeadersCount = 0;
  return server;
}

async function read(setting: string, file: string): Promise<Buffer> {
  return readFile(file).catch((error: Error) => {
    throw new Error(`${setting} cannot be read: ${error.message}`);
  });
}
