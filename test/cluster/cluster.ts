import { Agent, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { type CutWire, layWire } from '../support/cut-wire.ts';
import { newPostgresDatabase } from '../support/postgres.ts';
import { ownRedis } from '../support/redis.ts';
import { freePort, launchServer, newBin, type RunningServer } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { openBalancer } from './balancer.ts';

/** Processes on one PostgreSQL database and one Redis, behind a load balancer. */
export type Cluster = {
  /** The front door. */
  readonly origin: string;
  readonly databaseUrl: string;
  /** The network between the processes and Redis. */
  readonly redis: CutWire;
  /** One of the processes. */
  server(index: number): RunningServer;
  /** Ends a process without warning. */
  kill(index: number): Promise<void>;
  /** Starts it again, on the same port. */
  start(index: number): Promise<void>;
};

/** Starts two processes, which end in the hook `whenDone`, after the test by default. */
export async function startCluster({
  environment = {},
  whenDone = onTestFinished,
}: {
  environment?: Record<string, string>;
  whenDone?: (cleanUp: () => Promise<void>) => void;
} = {}): Promise<Cluster> {
  const { url: databaseUrl, remove } = await newPostgresDatabase();
  whenDone(remove);
  const { environment: redisSettings } = ownRedis(whenDone);
  const redis = await layWire(Number(new URL(redisSettings.REDIS_URL!).port));
  whenDone(() => redis.close());
  const folder = await temporaryFolderFor(whenDone);
  const servers: (RunningServer | null)[] = [null, null];
  const ports = await Promise.all(servers.map(() => freePort()));
  whenDone(async () => {
    await Promise.all(servers.map((server) => server?.stop('SIGKILL')));
  });

  async function start(index: number): Promise<void> {
    servers[index] = await launchServer({
      folder,
      environment: {
        DATABASE_URL: databaseUrl,
        REDIS_URL: redis.origin.replace('http:', 'redis:'),
        REDIS_PREFIX: redisSettings.REDIS_PREFIX!,
        PORT: String(ports[index]),
        HOST: '127.0.0.1',
        CONNECTIONS_PER_ADDRESS: '10000',
        ...environment,
      },
    });
  }

  await Promise.all(servers.map((_, index) => start(index)));
  const balancer = await openBalancer(() => servers.map((server) => server?.port ?? null));
  whenDone(() => balancer.close());
  return {
    origin: balancer.origin,
    databaseUrl,
    redis,
    server: (index) => servers[index]!,
    async kill(index) {
      const server = servers[index]!;
      servers[index] = null;
      await server.stop('SIGKILL');
    },
    start,
  };
}

/** A bin of the cluster, through each of its processes. */
export async function binOf(cluster: Cluster, count = 2) {
  const bin = await newBin(cluster.origin);
  const through = Array.from({ length: count }, (_, index) => {
    const { origin } = cluster.server(index);
    const api = (path = '', { key = bin.key, ...init }: RequestInit & { key?: string } = {}) =>
      fetch(`${origin}/api/v1/bins/${bin.slug}${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${key}`, ...init.headers },
      });
    const send = (path = '', init: RequestInit = {}) =>
      fetch(`${origin}/b/${bin.slug}${path}`, { method: 'POST', body: 'x', ...init });
    return { origin, api, send };
  });
  return { ...bin, through };
}

/** Sends a request over a connection of its own, so that the balancer chooses. Resolves with the status; null when the connection broke. */
export function sendOnce(
  url: string,
  body = '',
): Promise<{ status: number; retryAfter: string | undefined } | null> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, timeout: 60_000 }, (response) => {
      response.on('error', () => resolve(null));
      response.on('end', () =>
        resolve({ status: response.statusCode!, retryAfter: response.headers['retry-after'] }),
      );
      response.resume();
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => resolve(null));
    sending.end(body);
  });
}

/** A stream of captures of a bin: their seqs as they come, until it ends. */
export async function streamOf(
  origin: string,
  { slug, key }: { readonly slug: string; readonly key: string },
  query = '',
): Promise<{ readonly seqs: number[]; isOver(): boolean; lastEvent(): string; close(): void }> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(`${origin}/api/v1/bins/${slug}/events${query}`, {
    headers: { Authorization: `Bearer ${key}` },
    signal: leaving.signal,
  });
  if (response.status !== 200) throw new Error(`No stream: ${response.status}`);
  const seqs: number[] = [];
  let isOver = false;
  let lastEvent = '';
  const reading = async () => {
    let text = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        lastEvent = /^event: (.*)$/m.exec(event)?.[1] ?? lastEvent;
        if (lastEvent === 'capture' && data) seqs.push((JSON.parse(data) as { seq: number }).seq);
      }
    }
  };
  void reading()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return { seqs, isOver: () => isOver, lastEvent: () => lastEvent, close: () => leaving.abort() };
}

/** A state to wait for. */
export const eventual = { timeout: 60_000, interval: 25 };
