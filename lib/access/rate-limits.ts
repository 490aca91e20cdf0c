import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import type { Rate } from '../model/rate.ts';
import type { SharedCounters } from './shared-counters.ts';

/** What is limited: requests to a bin, requests and bytes from an address, API calls with a key, bins made from an address, wrong tokens from an address. */
export type Limited = keyof Config['rates'] | 'guesses';

/** How many wrong tokens an address may try. */
const guesses: Rate = { count: 10, seconds: 60 };

export type RateLimits = {
  /** The rate of what is limited; null where there is no limit. */
  rateOf(what: Limited): Rate | null;
  /** Counts one, or as many bytes. Null while the limit is kept, else after how many seconds the next one will be taken. */
  take(what: Limited, whom: string, count?: number): Promise<number | null>;
  /** The same without counting. */
  ask(what: Limited, whom: string): Promise<number | null>;
};

/**
 * Fixed windows: the first one of somebody opens a window, and when it has passed all is forgotten. So what `Retry-After`
 * says is exactly when the next one is taken. Counted in this process, or with `shared` in Redis, for all processes together.
 */
export function openRateLimits(rates: Config['rates'], shared: SharedCounters | null): RateLimits {
  const all = { ...rates, guesses };
  const limiters = new Map(
    Object.entries(all).flatMap(([what, rate]) =>
      rate ? [[what, limiter(what, rate, shared)] as const] : [],
    ),
  );
  return {
    rateOf: (what) => all[what],
    async take(what, whom, count = 1) {
      const own = limiters.get(what);
      if (own === undefined) return null;
      try {
        await own.consume(whom, count);
        return null;
      } catch (result) {
        if (result instanceof RateLimiterRes) return secondsUntil(result);
        throw result;
      }
    },
    async ask(what, whom) {
      const state = await limiters.get(what)?.get(whom);
      return state && (state.consumedPoints ?? 0) >= all[what]!.count ? secondsUntil(state) : null;
    },
  };
}

function limiter(what: string, { count, seconds }: Rate, shared: SharedCounters | null) {
  const options = { keyPrefix: what, points: count, duration: seconds };
  if (shared === null) return new RateLimiterMemory(options);
  return new RateLimiterRedis({
    ...options,
    storeClient: shared.client,
    rejectIfRedisNotReady: true,
    // Whoever is over the limit stays so until the window has passed: a flood need not reach Redis.
    inMemoryBlockOnConsumed: count,
    insuranceLimiter: new Insurance(options, shared.missed),
  });
}

/** Counts here while Redis does not, and says so. */
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

/** `Retry-After` knows whole seconds (RFC 9110 §10.2.3); a sender that comes back then is not early. */
function secondsUntil({ msBeforeNext = 1000 }: { msBeforeNext?: number }): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
