import type { Call } from './handler.ts';

/** Over how many of the last seconds a rate is the mean. */
const lately = 10;

/** How this process is doing, as the admin API shows it. */
export async function instanceJson({
  store,
  counts,
  recentTraffic,
  gate,
  config,
  countedIn,
  connections,
  room,
  waits,
  subscriptions,
  now,
}: Call<unknown>) {
  const seconds = recentTraffic.seconds();
  const { bins, bytes } = await store.size();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    startedAt: new Date(now - process.uptime() * 1000).toISOString(),
    draining: gate.isDraining,
    create: config.create,
    captures: {
      perSecond: mean(seconds.slice(-lately).map(({ captures }) => captures)),
      total: counts.captures,
      bytes: counts.captureBytes,
    },
    refused: counts.refused,
    connections: connections(),
    memory: { rss, heapUsed },
    database: { bytes, bins, ...room.state(), isFull: gate.isFull },
    waiting: waits.count,
    following: subscriptions.count(),
    eventLoopDelay: {
      lastMs: rounded(seconds.at(-1)?.delay ?? 0),
      worstMs: rounded(Math.max(0, ...seconds.map(({ delay }) => delay))),
    },
    limits: { ...config.rates, waiting: config.waiting, countedIn: countedIn() },
    seconds: seconds.map(({ captures, refused }) => ({ captures, refused })),
  };
}

function mean(numbers: number[]): number {
  return rounded(numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length));
}

const rounded = (number: number) => Math.round(number * 10) / 10;
