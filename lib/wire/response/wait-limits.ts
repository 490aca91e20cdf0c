import { senderKey } from '#lib/access/limits/sender-key.ts';
import type { WaitLimits } from '#lib/model/bin-limits.ts';
import type { SenderPresence } from './sender-gone.ts';

/** The limit that made a response skip its pauses. */
export type WaitLimit = 'address' | 'bin';

const unlimited: WaitLimits = { perAddress: null, perBin: null };

/**
 * The pauses in responses: delays, slow faults, hangs, holds. A pause is a timer and holds only the connection of its sender.
 * Since connections are few, the number of requests that pause at a time is limited by address and by bin.
 *
 * When the server stops, all pauses end: delayed responses are sent at once, hangs are closed, slow responses are sent in one
 * piece, held requests get the response of their deadline. A request beyond the limits is treated in the same way.
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

  /** The number of current pauses. */
  get count(): number {
    return this.#pauses.size;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The pauses of one request. An IPv6 address is counted by its /64. */
  of({ address, binId }: { address: string; binId: number }): RequestWaits {
    return new RequestWaits(this, senderKey(address), binId);
  }

  /** Ends all current pauses, and prevents new ones. */
  stop(): void {
    this.#stopped = true;
    for (const over of this.#pauses) over();
  }

  /** For `RequestWaits`: counts one more waiting request. If a limit is reached, returns it and counts nothing. */
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

  pause(milliseconds: number, sender: SenderPresence, early?: (over: () => void) => void): Promise<void> {
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

/** The pauses of one request: counted from the first pause until the response is sent. */
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

  /** Whether all pauses end at once: the server is stopping, or a limit was reached. */
  get stopped(): boolean {
    return this.#waits.stopped || this.#skippedBy !== null;
  }

  /** The limit that ended the pauses of this request; null if none did. */
  get skippedBy(): WaitLimit | null {
    return this.#skippedBy;
  }

  /** Resolves after `milliseconds`; earlier when the sender leaves or `early` calls back; at once when `stopped`. */
  pause(milliseconds: number, sender: SenderPresence, early?: (over: () => void) => void): Promise<void> {
    if (milliseconds <= 0 || sender.isGone || this.stopped) return Promise.resolve();
    if (!this.#isCounted) {
      this.#skippedBy = this.#waits.enter(this.#address, this.#binId);
      if (this.#skippedBy) return Promise.resolve();
      this.#isCounted = true;
    }
    return this.#waits.pause(milliseconds, sender, early);
  }

  /** Must be called once the response is sent. */
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
