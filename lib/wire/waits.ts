import { senderOf } from '../access/sender.ts';
import type { WaitLimits } from '../model/limits.ts';
import type { Presence } from './presence.ts';

/** Whose limit made a reply come without its wait. */
export type WaitLimit = 'address' | 'bin';

const unlimited: WaitLimits = { perAddress: null, perBin: null };

/**
 * The pauses in replies: delays, what trickles, what hangs, what is held. A pause is a timer and holds nothing but its sender's
 * connection; how many requests of an address and of a bin may pause at a time is limited, since connections are few.
 *
 * Once the server stops, no pause lasts: delayed replies are sent at once, what hangs is closed, what trickles comes in one
 * piece, what is held gets the reply of its deadline. So every sender gets an answer it can make sense of, and soon. A request
 * beyond the limits is answered in the same way.
 */
export class Waits {
  readonly #limits: WaitLimits;
  readonly #pauses = new Set<() => void>();
  readonly #ofAddresses = new Map<string, number>();
  readonly #ofBins = new Map<number, number>();
  #stopped = false;

  constructor(limits: WaitLimits = unlimited) {
    this.#limits = limits;
  }

  /** How many pauses there are now. */
  get count(): number {
    return this.#pauses.size;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The pauses of one request. An IPv6 address is counted by its /64. */
  of({ address, binId }: { address: string; binId: number }): RequestWaits {
    return new RequestWaits(this, senderOf(address), binId);
  }

  /** Ends all pauses there are and will be. */
  stop(): void {
    this.#stopped = true;
    for (const over of this.#pauses) over();
  }

  /** For `RequestWaits`: counts one more that waits. Says whose limit is reached, and then counts nothing. */
  enter(address: string, binId: number): WaitLimit | null {
    const ofAddress = this.#ofAddresses.get(address) ?? 0;
    const ofBin = this.#ofBins.get(binId) ?? 0;
    if (ofAddress >= (this.#limits.perAddress ?? Infinity)) return 'address';
    if (ofBin >= (this.#limits.perBin ?? Infinity)) return 'bin';
    this.#ofAddresses.set(address, ofAddress + 1);
    this.#ofBins.set(binId, ofBin + 1);
    return null;
  }

  leave(address: string, binId: number): void {
    subtractOne(this.#ofAddresses, address);
    subtractOne(this.#ofBins, binId);
  }

  pause(milliseconds: number, sender: Presence, early?: (over: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        this.#pauses.delete(over);
        stay();
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      this.#pauses.add(over);
      const stay = sender.whenGone(over);
      early?.(over);
    });
  }
}

/** The pauses of one request: counted from the first of them until the request is answered. */
export class RequestWaits {
  readonly #waits: Waits;
  readonly #address: string;
  readonly #binId: number;
  #isCounted = false;
  #skippedBy: WaitLimit | null = null;

  constructor(waits: Waits, address: string, binId: number) {
    this.#waits = waits;
    this.#address = address;
    this.#binId = binId;
  }

  /** Whether no pause lasts: the server stops, or too many others wait. */
  get stopped(): boolean {
    return this.#waits.stopped || this.#skippedBy !== null;
  }

  /** Whose limit made the pauses of this request end at once; null when they were not. */
  get skippedBy(): WaitLimit | null {
    return this.#skippedBy;
  }

  /** Resolves after so many milliseconds, earlier when the sender leaves, when `early` calls back, or at once when `stopped`. */
  pause(milliseconds: number, sender: Presence, early?: (over: () => void) => void): Promise<void> {
    if (milliseconds <= 0 || sender.gone || this.stopped) return Promise.resolve();
    if (!this.#isCounted) {
      this.#skippedBy = this.#waits.enter(this.#address, this.#binId);
      if (this.#skippedBy) return Promise.resolve();
      this.#isCounted = true;
    }
    return this.#waits.pause(milliseconds, sender, early);
  }

  /** To be called once the request is answered. */
  end(): void {
    if (this.#isCounted) this.#waits.leave(this.#address, this.#binId);
    this.#isCounted = false;
  }
}

function subtractOne<Key>(counts: Map<Key, number>, key: Key): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}
