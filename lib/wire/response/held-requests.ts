import type { Announce } from '#lib/live/announce.ts';
import { type BinResponse, longestHoldMs } from '#lib/reply/response.ts';
import { heldSummary } from '#lib/summary/capture-summary.ts';
import type { SenderPresence } from './sender-gone.ts';
import type { RequestWaits } from './wait-limits.ts';

/** A request that waits for a manual response. Times are milliseconds since the epoch. */
export type HeldRequest = {
  readonly seq: number;
  readonly since: number;
  /** When the sender gets the chosen response. */
  readonly deadline: number;
  /** The response the sender gets without a manual one. */
  readonly chosen: BinResponse;
};

type Waiting = HeldRequest & { readonly respond: (response: BinResponse) => void };

/** The capture to hold. */
type ToHold = {
  readonly binId: number;
  readonly seq: number;
  readonly sender: SenderPresence;
  readonly waits: RequestWaits;
};

/**
 * The requests that are held for a manual response. They exist only in the process that has their connections, and nothing
 * of them is on disk.
 */
export class HeldRequests {
  readonly #bins = new Map<number, Map<number, Waiting>>();
  readonly #announce: Pick<Announce, 'changed'>;
  readonly #now: () => number;

  constructor(announce: Pick<Announce, 'changed'>, now: () => number) {
    this.#announce = announce;
    this.#now = now;
  }

  /** The number of requests that are held, in all bins. */
  get count(): number {
    let count = 0;
    for (const bin of this.#bins.values()) count += bin.size;
    return count;
  }

  /**
   * Resolves with the response for a sender: at once with the chosen one, unless that holds the request. A held request gets a
   * manual response; or the chosen one at the deadline, when the sender leaves, or when `waits` allows no pause.
   */
  async waitForResponse({ binId, seq, sender, waits }: ToHold, chosen: BinResponse): Promise<BinResponse> {
    if (!chosen.hold || sender.isGone) return chosen;
    const since = this.#now();
    let deadline = since + Math.min(chosen.hold.deadlineMs, longestHoldMs);
    let response: BinResponse | null = null;
    for (let isExtended = true; isExtended && response === null && !sender.isGone; ) {
      await waits.pause(deadline - this.#now(), sender, (over) => {
        const respond = (manual: BinResponse) => {
          response = manual;
          over();
        };
        this.#set(binId, { seq, since, deadline, chosen, respond });
      });
      const latest = this.find(binId, seq)?.deadline ?? deadline;
      isExtended = latest > deadline;
      deadline = latest;
    }
    this.#remove(binId, seq);
    return response ?? chosen;
  }

  /**
   * Holds a request longer: until `forMs` from now, at most `longestHoldMs` since it was received. Returns its new deadline, which is never earlier than
   * before; null if it is not held (any more).
   */
  extend(binId: number, seq: number, forMs: number): number | null {
    const waiting = this.#bins.get(binId)?.get(seq);
    if (!waiting) return null;
    const deadline = Math.min(this.#now() + forMs, waiting.since + longestHoldMs);
    if (deadline > waiting.deadline) this.#set(binId, { ...waiting, deadline });
    return Math.max(deadline, waiting.deadline);
  }

  /** The held requests of a bin, oldest first. */
  of(binId: number): HeldRequest[] {
    return [...(this.#bins.get(binId)?.values() ?? [])];
  }

  find(binId: number, seq: number): HeldRequest | null {
    return this.#bins.get(binId)?.get(seq) ?? null;
  }

  /** Sends a manual response to a held request; false if it is not held (any more). */
  respond(binId: number, seq: number, response: BinResponse): boolean {
    const waiting = this.#bins.get(binId)?.get(seq);
    if (!waiting) return false;
    this.#remove(binId, seq);
    waiting.respond({ ...response, isManual: true });
    return true;
  }

  /** Adds it, or replaces what is known of it. */
  #set(binId: number, waiting: Waiting): void {
    const bin = this.#bins.get(binId) ?? new Map<number, Waiting>();
    this.#bins.set(binId, bin);
    bin.set(waiting.seq, waiting);
    this.#announce.changed(binId, { seq: waiting.seq, held: heldSummary(waiting) });
  }

  #remove(binId: number, seq: number): void {
    const bin = this.#bins.get(binId);
    if (!bin?.delete(seq)) return;
    if (bin.size === 0) this.#bins.delete(binId);
    this.#announce.changed(binId, { seq, held: null });
  }
}
