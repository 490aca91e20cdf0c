/**
 * Limits the cost of one HTTP/2 connection. Opening and resetting a stream is free for the peer, and a window of 0 makes
 * the server keep responses indefinitely; only the connection can be limited (RFC 9113 §10.5).
 */

/** A rate limit: how many at once, and how many per second on average. */
export type Allowance = { readonly burst: number; readonly perSecond: number };

/** The most concurrent streams of a peer; RFC 9113 §5.1.2 recommends at least 100. */
export const maxConcurrentStreams = 128;

/** The most streams opened per second, more than a server could respond to anyway. */
export const streamsPerSecond: Allowance = { burst: 20_000, perSecond: 10_000 };

/**
 * Streams that end in a reset, by the peer or because of its behaviour. All concurrent streams may be cancelled at once,
 * and that twice per second on average; in addition, one for every two streams that were served.
 */
export const resets: Allowance = { burst: maxConcurrentStreams, perSecond: 2 * maxConcurrentStreams };
export const resetsPerServedStream = 0.5;

/** A token bucket for an allowance, full at first. Times are milliseconds. */
export class Budget {
  readonly #allowance: Allowance;
  #left: number;
  #at: number;

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance;
    this.#left = allowance.burst;
    this.#at = now;
  }

  /** Takes one token; false if none is left. */
  take(now: number): boolean {
    const { burst, perSecond } = this.#allowance;
    const since = Math.max(0, now - this.#at) / 1000;
    this.#left = Math.min(burst, this.#left + since * perSecond);
    this.#at = now;
    this.#left -= 1;
    return this.#left >= 0;
  }

  /** Returns tokens. */
  earn(amount: number): void {
    this.#left = Math.min(this.#allowance.burst, this.#left + amount);
  }
}

/**
 * How long responses may wait for a peer that reads nothing: a minute, and less the more streams wait (under four seconds
 * for 128). Seconds, and seconds times streams.
 */
const longestWait = 60;
const waitOfAll = 8 * longestWait;
/** How many bytes a peer must read to count as reading: it may be slow now and then, but one byte at a time is not enough. */
const leastTaken = 1024;

/** When the peer was last seen to read, and how many bytes it had read by then. */
export type Reading = { readonly at: number; readonly taken: number };

/**
 * Returns the next `Reading`, or `over` when the peer has let responses wait too long. `waiting` is the number of streams
 * with data that the peer's window does not admit; `taken` the bytes sent on the connection so far.
 */
export function nextReading(
  last: Reading,
  { waiting, taken, now }: { waiting: number; taken: number; now: number },
): Reading | 'over' {
  if (waiting === 0 || taken - last.taken >= leastTaken) return { at: now, taken };
  const seconds = (now - last.at) / 1000;
  return seconds >= Math.min(longestWait, waitOfAll / waiting) ? 'over' : last;
}
