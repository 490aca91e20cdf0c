import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '#lib/config/read-config.ts';
import type { Rate } from '#lib/model/rate.ts';
import type { RateUse } from '#lib/model/rate-limit-fields.ts';
import type { RedisConnection } from './redis-connection.ts';

/** What is limited: requests to and from a bin, requests and bytes per address, API calls per key, bins created per address, invalid tokens per address. */
export type Limited = keyof Config['rates'] | 'guesses';

/** The limit of invalid tokens per address. */
const guesses: Rate = { count: 10, seconds: 60 };

/** The names of the limits in `RateLimit` headers. */
const policyNames: Readonly<Record<Limited, string>> = {
  perBin: 'bin',
  perAddress: 'address',
  perKey: 'key',
  create: 'create',
  sentPerBin: 'sent',
  bytesPerAddress: 'bytes',
  guesses: 'guesses',
};

export type RateCounters = {
  /** The limit; null where there is none. */
  rateOf(what: Limited): Rate | null;
  /** Counts one, or `count` bytes; null where there is no limit. `isOver` when it was not accepted. */
  use(what: Limited, whom: string, count?: number): Promise<(RateUse & { isOver: boolean }) | null>;
  /** The same: null within the limit, else the seconds until the next one is accepted. */
  take(what: Limited, whom: string, count?: number): Promise<number | null>;
  /** The same without counting. */
  ask(what: Limited, whom: string): Promise<number | null>;
};

/**
 * Counters with fixed windows: the first event opens a window, and the count is reset when it ends. So `Retry-After` is exact. Counts
 * in Redis for all processes together, or without `redis` in this process.
 */
export function openRateCounters(rates: Config['rates'], redis: RedisConnection | null): RateCounters {
  const all = { ...rates, guesses };
  const limiters = new Map(
    Object.entries(all).flatMap(([what, rate]) =>
      rate ? [[what, limiter(what, rate, redis)] as const] : [],
    ),
  );

  async function use(what: Limited, whom: string, count = 1) {
    const own = limiters.get(what);
    if (own === undefined) return null;
    const rate = all[what]!;
    const stateOf = (result: RateLimiterRes, isOver: boolean) => ({
      policy: policyNames[what],
      ...rate,
      ...(what === 'bytesPerAddress' && { unit: 'content-bytes' as const }),
      remaining: isOver ? 0 : result.remainingPoints,
      resetsIn: secondsUntil(result),
      isOver,
    });
    try {
      return stateOf(await own.consume(whom, count), false);
    } catch (result) {
      if (result instanceof RateLimiterRes) return stateOf(result, true);
      throw result;
    }
  }

  return {
    rateOf: (what) => all[what],
    use,
    async take(what, whom, count) {
      const used = await use(what, whom, count);
      return used?.isOver ? used.resetsIn : null;
    },
    async ask(what, whom) {
      const state = await limiters.get(what)?.get(whom);
      return state && (state.consumedPoints ?? 0) >= all[what]!.count ? secondsUntil(state) : null;
    },
  };
}

function limiter(what: string, { count, seconds }: Rate, redis: RedisConnection | null) {
  const options = { keyPrefix: what, points: count, duration: seconds };
  if (redis === null) return new RateLimiterMemory(options);
  return new RateLimiterRedis({
    ...options,
    storeClient: redis.client,
    rejectIfRedisNotReady: true,
    // Over the limit until the window ends: a flood need not reach Redis.
    inMemoryBlockOnConsumed: count,
    insuranceLimiter: new Insurance(options, redis.missed),
  });
}

/** Counts in this process while Redis is unreachable, and reports it. */
class Insurance extends RateLimiterMemory {
  readonly #used: () => void;

  constructor(options: ConstructorParameters<typeof RateLimiterMemory>[0], used: () => void) {
    super(options);
    this.#used = used;
  }

  override consume(...args: Parameters<RateLimiterMemory['consume']>) {
    this.#used();
    return super.consume(...args);
  }
}

/** Rounded up to whole seconds, as `Retry-After` needs (RFC 9110 §10.2.3). */
function secondsUntil({ msBeforeNext = 1000 }: { msBeforeNext?: number }): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
