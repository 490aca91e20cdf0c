import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Config } from '#lib/config/read-config.ts';
import type { Metrics } from './metrics.ts';

/**
 * Serves the metrics at `/metrics` of a port of their own (`METRICS_PORT`), which can be closed to the senders of requests. Resolves
 * when it listens; fails when the port cannot be used.
 */
export async function openMetricsPort(metrics: Metrics, { metricsPort, host }: Config): Promise<Server> {
  const server = createServer(async ({ method, url }, response) => {
    if (url !== '/metrics' || (method !== 'GET' && method !== 'HEAD')) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Metrics are at /metrics.\n');
      return;
    }
    response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
    response.end(method === 'HEAD' ? undefined : await metrics.text());
  });
  server.listen({ host, port: metricsPort });
  await once(server, 'listening');
  return server;
}
