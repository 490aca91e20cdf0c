import type { Redis } from 'ioredis';

/** Counters which several processes share: a connection to Redis. */
export type SharedCounters = {
  readonly client: Redis;
  /** To be called when something was counted here instead. */
  readonly missed: () => void;
  /** Whether Redis counts now. */
  isReachable(): boolean;
  close(): void;
};

/** How long a start waits for Redis, and a count for its answer, milliseconds. A sender waits with it. */
const startPatience = 1000;
const countPatience = 250;

type Log = { warn(words: string): void; info(words: string): void };

/**
 * Connects to the Redis at `url`, or goes on trying to. While it does not answer, every process counts for itself: the log
 * says so once, and once when it is back. `prefix` keeps apart what several instances count in one Redis.
 */
export async function openSharedCounters(url: string, prefix: string, log: Log): Promise<SharedCounters> {
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
    log.warn('Redis cannot be reached: rate limits are counted in this process alone until it can');
  };
  client.on('error', missed);
  client.on('ready', () => {
    if (isMissed) log.info('Redis is back: rate limits are counted together again');
    isMissed = false;
  });
  await new Promise<void>((resolve) => {
    client.once('ready', resolve).once('error', () => resolve());
    setTimeout(resolve, startPatience).unref();
  });
  return { client, missed, isReachable: () => client.status === 'ready', close: () => client.disconnect() };
}
