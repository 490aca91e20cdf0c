import type { UpkeepStore } from '#lib/store/contracts/upkeep.ts';

/** How long a process is believed to run after it last said so, and how often it says so while it sends, milliseconds. */
export const leaseFor = 15_000;
const renewedEvery = 5000;

/**
 * The lease of this process on the deliveries it sends. It is taken with the first one and renewed until the last has ended, so that other
 * processes can tell which deliveries nobody sends any more.
 */
export class ProcessLease {
  readonly name: string;
  readonly #store: Pick<UpkeepStore, 'takeLease' | 'releaseLease'>;
  readonly #now: () => number;
  readonly #reportError: (error: unknown) => void;
  #users = 0;
  #taken: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    name: string,
    store: Pick<UpkeepStore, 'takeLease' | 'releaseLease'>,
    now: () => number,
    reportError: (error: unknown) => void,
  ) {
    this.name = name;
    this.#store = store;
    this.#now = now;
    this.#reportError = reportError;
  }

  /** Resolves once the lease is taken. Call `end` when the work has ended, also when this fails. */
  async begin(): Promise<void> {
    this.#users += 1;
    if (this.#timer === null) {
      this.#timer = setInterval(() => void this.#take().catch(this.#reportError), renewedEvery);
      this.#timer.unref();
      this.#taken = this.#take();
    }
    try {
      await this.#taken;
    } catch (error) {
      // The next one tries again.
      if (this.#timer !== null) clearInterval(this.#timer);
      this.#timer = null;
      throw error;
    }
  }

  /** Takes it again now, such as after the process was suspended. */
  async renew(): Promise<void> {
    await this.#take();
  }

  end(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  async release(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#store.releaseLease(this.name, this.name);
  }

  #take(): Promise<boolean> {
    const now = this.#now();
    return this.#store.takeLease({ name: this.name, holder: this.name, now, until: now + leaseFor });
  }
}
