import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Config } from '../config.ts';

/** How Node reads requests: what the defaults would drop, cut or leave open for minutes. */
const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // RFC 9112 §3.2 wants 400 for a missing Host; to a bin it is one more thing worth seeing.
  requireHostHeader: false,
};

export type PortServer = Server | Http2SecureServer;

/** The server of the port: plain HTTP/1.1, or HTTP/2 with HTTP/1.1 as fallback when there is a certificate. */
export async function portServer(config: Pick<Config, 'tls'>): Promise<PortServer> {
  if (!config.tls) return plainServer();
  const [cert, key] = await Promise.all([read('TLS_CERT', config.tls.cert), read('TLS_KEY', config.tls.key)]);
  const settings = { maxHeaderListSize: limits.maxHeaderSize };
  const server = createSecureServer({ ...limits, settings, cert, key, allowHTTP1: true });
  return Object.assign(server, { maxHeadersCount: 0, headersTimeout: limits.headersTimeout });
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
