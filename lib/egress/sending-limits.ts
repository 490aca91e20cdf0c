import type { RateCounters } from '#lib/access/limits/rate-counters.ts';
import { Failure } from '#lib/model/errors.ts';
import { rateWords } from '#lib/model/rate.ts';

/** The most requests that are being sent at the same time. Each may hold a connection and a megabyte of response. */
export type Concurrency = { readonly perBin: number; readonly perHost: number; readonly total: number };

export const usualConcurrency: Concurrency = { perBin: 16, perHost: 16, total: 64 };

/** Limits how much is sent at once and how often. */
export class SendingLimits {
  readonly #concurrency: Concurrency;
  readonly #rates: Pick<RateCounters, 'rateOf' | 'take'>;
  readonly #counts = new Map<string, number>();
  #total = 0;

  constructor(rates: Pick<RateCounters, 'rateOf' | 'take'>, concurrency: Concurrency) {
    this.#rates = rates;
    this.#concurrency = concurrency;
  }

  /**
   * Counts a request of a bin to a host until the returned function is called. Fails with `send-busy` and `send-rate-limited`.
   */
  async take(binId: number, host: string): Promise<() => void> {
    const { perBin, perHost, total } = this.#concurrency;
    const keys = [`bin ${binId}`, `host ${host}`] as const;
    if (this.#countOf(keys[0]) >= perBin) busy(`One bin may send ${perBin} requests at the same time.`);
    if (this.#countOf(keys[1]) >= perHost) busy(`One host may be sent ${perHost} requests at the same time.`);
    if (this.#total >= total) busy(`This server sends ${total} requests at the same time.`);
    this.#total += 1;
    for (const key of keys) this.#counts.set(key, this.#countOf(key) + 1);
    const release = () => {
      this.#total -= 1;
      for (const key of keys) this.#release(key);
    };
    try {
      await this.#countRate(binId);
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  async #countRate(binId: number): Promise<void> {
    const rate = this.#rates.rateOf('sentPerBin');
    if (rate === null) return;
    const seconds = await this.#rates.take('sentPerBin', String(binId));
    if (seconds === null) return;
    throw new Failure('send-rate-limited', `One bin may send ${rateWords(rate, 'requests')}.`, null, seconds);
  }

  #countOf(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #release(key: string): void {
    const rest = this.#countOf(key) - 1;
    if (rest === 0) this.#counts.delete(key);
    else this.#counts.set(key, rest);
  }
}

function busy(detail: string): never {
  throw new Failure('send-busy', detail, null, 1);
}
