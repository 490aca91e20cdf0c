import type { Redis } from 'ioredis';

/** A connection to Redis, where several processes count rate limits together. */
export type RedisConnection = {
  readonly client: Redis;
  /** Called when something was counted in this process instead. */
  readonly missed: () => void;
  /** Whether Redis is reachable. */
  isReachable(): boolean;
  close(): void;
};

/** Timeouts of connecting and of one count, milliseconds. A sender waits for the latter. */
const startPatience = 1000;
const countPatience = 250;

type Log = { warn(words: string): void; info(words: string): void };

/**
 * Connects to the Redis at `url`, and keeps trying. While it is unreachable, every process counts on its own; this is logged once, and
 * once when it is back. `prefix` separates the keys of several instances in one Redis.
 */
export async function openRedisConnection(url: string, prefix: string, log: Log): Promise<RedisConnection> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    keyPrefix: `${prefix}limit:`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: startPatience,
    commandTimeout: countPatience,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5000),
  });
  let isMissed = false;
  const missed = () => {
    if (isMissed) return;
    isMissed = true;
    log.warn('Redis is unreachable. Until it is back, this process counts rate limits on its own.');
  };
  client.on('error', missed);
  client.on('ready', () => {
    if (isMissed) log.info('Redis is reachable again. All processes count rate limits together.');
    isMissed = false;
  });
  await new Promise<void>((resolve) => {
    client.once('ready', resolve).once('error', () => resolve());
    setTimeout(resolve, startPatience).unref();
  });
  return { client, missed, isReachable: () => client.status === 'ready', close: () => client.disconnect() };
}
