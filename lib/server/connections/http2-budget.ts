/**
 * What one HTTP/2 connection may cost. A stream is free for the peer to open and reset, and a window of 0 makes the server keep
 * responses for as long as it likes; only the connection can be held to account for it (RFC 9113 §10.5).
 */

/** How many at once, and how many a second for as long as one likes. */
export type Allowance = { readonly burst: number; readonly perSecond: number };

/** Streams a peer may have open at a time; RFC 9113 §5.1.2 recommends no fewer than 100. */
export const maxConcurrentStreams = 128;

/** Streams opened a second, over which no server would have answered them anyway. */
export const streamsPerSecond: Allowance = { burst: 20_000, perSecond: 10_000 };

/**
 * Streams that end in a reset, by the peer or because of what it did. As many as are open at a time may be cancelled at once, and
 * twice a second for as long as it likes; besides, one for every two that were served.
 */
export const resets: Allowance = { burst: maxConcurrentStreams, perSecond: 2 * maxConcurrentStreams };
export const resetsPerServedStream = 0.5;

/** An allowance that is being used (a token bucket): it is full at first, and fills again. Times are milliseconds. */
export class Budget {
  readonly #allowance: Allowance;
  #left: number;
  #at: number;

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance;
    this.#left = allowance.burst;
    this.#at = now;
  }

  /** Takes one; false where none is left. */
  take(now: number): boolean {
    const { burst, perSecond } = this.#allowance;
    const since = Math.max(0, now - this.#at) / 1000;
    this.#left = Math.min(burst, this.#left + since * perSecond);
    this.#at = now;
    this.#left -= 1;
    return this.#left >= 0;
  }

  /** Gives some back. */
  earn(amount: number): void {
    this.#left = Math.min(this.#allowance.burst, this.#left + amount);
  }
}

/**
 * How long responses may wait for a peer that reads nothing: a minute, and the less the more there are, 128 of them not four
 * seconds. Seconds, and seconds times streams.
 */
const longestWait = 60;
const waitOfAll = 8 * longestWait;
/** Bytes of responses a peer must take to count as one that reads: every so often it may be slow, but a byte now and then is not. */
const leastTaken = 1024;

/** What is known of unread responses: when the peer last was seen to read, and how many bytes it had taken by then. */
export type Reading = { readonly at: number; readonly taken: number };

/**
 * The next state of `Reading`, or `over` when the peer has let responses wait for too long. `waiting` is the number of streams
 * that have bytes to send which the peer's window does not let out; `taken` the bytes sent on the connection so far.
 */
export function nextReading(
  last: Reading,
  { waiting, taken, now }: { waiting: number; taken: number; now: number },
): Reading | 'over' {
  if (waiting === 0 || taken - last.taken >= leastTaken) return { at: now, taken };
  const seconds = (now - last.at) / 1000;
  return seconds >= Math.min(longestWait, waitOfAll / waiting) ? 'over' : last;
}
