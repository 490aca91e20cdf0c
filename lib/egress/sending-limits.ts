import { setTimeout } from 'node:timers/promises';
import type { RateCounters } from '#lib/access/limits/rate-counters.ts';
import { Failure } from '#lib/model/errors.ts';
import { rateWords } from '#lib/model/rate.ts';

/** The most requests that are being sent at the same time. Each may hold a connection and a megabyte of response. */
export type Concurrency = { readonly perBin: number; readonly perHost: number; readonly total: number };

export const usualConcurrency: Concurrency = { perBin: 16, perHost: 16, total: 64 };

/** How long a request waits for the limits, milliseconds, and what ends its waiting early. */
export type Patience = { readonly milliseconds: number; readonly signal?: AbortSignal | undefined };

type Waiting = { readonly keys: Keys; readonly grant: () => void };

/** What a request counts for: its bin and its host. */
type Keys = { readonly bin: string; readonly host: string };

/**
 * Limits how much is sent at once and how often. Requests that may wait do so in a queue, and get their turn in its order as soon as
 * the limits allow it.
 */
export class SendingLimits {
  readonly #concurrency: Concurrency;
  readonly #rates: Pick<RateCounters, 'rateOf' | 'take'>;
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  #total = 0;

  constructor(rates: Pick<RateCounters, 'rateOf' | 'take'>, concurrency: Concurrency) {
    this.#rates = rates;
    this.#concurrency = concurrency;
  }

  /**
   * Counts a request of a bin to a host until the returned function is called. Fails with `send-busy` or `send-rate-limited` when the
   * limits do not allow it in time, and with `send-cancelled` when the signal is aborted while it waits.
   */
  async take(binId: number, host: string, { milliseconds, signal }: Patience): Promise<() => void> {
    const keys = { bin: `bin ${binId}`, host: `host ${host}` };
    const deadline = performance.now() + milliseconds;
    for (;;) {
      await this.#slot(keys, deadline - performance.now(), signal);
      const seconds = await this.#secondsToWait(binId, keys);
      if (seconds === null) return () => this.#release(keys);
      this.#release(keys);
      const left = deadline - performance.now();
      if (left <= 0) throw this.#rateLimited(seconds);
      await pause(Math.min(left, seconds * 1000), signal);
      if (signal?.aborted) throw new Failure('send-cancelled');
    }
  }

  /** Takes a slot, now or when it is free. */
  async #slot(keys: Keys, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const full = this.#full(keys);
    if (full === null) return this.#count(keys);
    if (signal?.aborted) throw new Failure('send-cancelled');
    if (milliseconds <= 0) throw busy(full);
    const isGranted = await new Promise<boolean>((resolve) => {
      const end = (granted: boolean) => () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        this.#waiting.delete(waiting);
        resolve(granted);
      };
      const waiting: Waiting = { keys, grant: end(true) };
      const leave = end(false);
      const timer = globalThis.setTimeout(leave, milliseconds);
      this.#waiting.add(waiting);
      signal?.addEventListener('abort', leave);
    });
    if (isGranted) return;
    throw signal?.aborted ? new Failure('send-cancelled') : busy(this.#full(keys) ?? full);
  }

  /** The limit that a request would exceed, in words; null if there is none. */
  #full({ bin, host }: Keys): string | null {
    const { perBin, perHost, total } = this.#concurrency;
    if (this.#countOf(bin) >= perBin) return `One bin may send ${perBin} requests at the same time.`;
    if (this.#countOf(host) >= perHost) return `One host may be sent ${perHost} requests at the same time.`;
    if (this.#total >= total) return `This server sends ${total} requests at the same time.`;
    return null;
  }

  #count(keys: Keys): void {
    this.#total += 1;
    for (const key of [keys.bin, keys.host]) this.#counts.set(key, this.#countOf(key) + 1);
  }

  #release(keys: Keys): void {
    this.#total -= 1;
    for (const key of [keys.bin, keys.host]) {
      const rest = this.#countOf(key) - 1;
      if (rest === 0) this.#counts.delete(key);
      else this.#counts.set(key, rest);
    }
    for (const { keys: next, grant } of this.#waiting) {
      if (this.#total >= this.#concurrency.total) return;
      if (this.#full(next) !== null) continue;
      this.#count(next);
      grant();
    }
  }

  /** Counts a request for the rate of its bin; how many seconds to wait when it is exceeded. Gives the slot back when it fails. */
  async #secondsToWait(binId: number, keys: Keys): Promise<number | null> {
    if (this.#rates.rateOf('sentPerBin') === null) return null;
    try {
      return await this.#rates.take('sentPerBin', String(binId));
    } catch (error) {
      this.#release(keys);
      throw error;
    }
  }

  #rateLimited(seconds: number): Failure {
    const rate = this.#rates.rateOf('sentPerBin')!;
    return new Failure(
      'send-rate-limited',
      `One bin may send ${rateWords(rate, 'requests')}.`,
      null,
      seconds,
    );
  }

  #countOf(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

function busy(detail: string): Failure {
  return new Failure('send-busy', detail, null, 1);
}

/** Resolves after some milliseconds, or when the signal is aborted. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return setTimeout(milliseconds, undefined, signal && { signal }).catch(() => {});
}
