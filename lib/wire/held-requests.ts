import { heldSummary } from '../copy-as/capture-json.ts';
import type { Announce } from '../live/announce.ts';
import { longestHoldMs, type Reply } from '../reply/reply.ts';
import type { Presence } from './presence.ts';
import type { RequestWaits } from './waits.ts';

/** A request whose sender waits for somebody to answer it. Times are milliseconds since the epoch. */
export type HeldRequest = {
  readonly seq: number;
  readonly since: number;
  /** When the sender gets the reply that was chosen, if nobody has answered. */
  readonly deadline: number;
  /** The reply that was chosen. */
  readonly chosen: Reply;
};

type Waiting = HeldRequest & { readonly answer: (reply: Reply) => void };

/** A capture and whether its sender is there. */
type Asked = {
  readonly binId: number;
  readonly seq: number;
  readonly sender: Presence;
  readonly waits: RequestWaits;
};

/**
 * The requests that are held open to be answered by hand. They are known only to the process that has their connections, and
 * end with it; so nothing of them is on disk.
 */
export class HeldRequests {
  readonly #bins = new Map<number, Map<number, Waiting>>();
  readonly #announce: Pick<Announce, 'changed'>;
  readonly #now: () => number;

  constructor(announce: Pick<Announce, 'changed'>, now: () => number) {
    this.#announce = announce;
    this.#now = now;
  }

  /**
   * The reply a sender gets: at once the one chosen, unless that holds the request. Then what somebody answers; or after all the
   * one chosen, when nobody has until the deadline, the sender has left, or too many others wait or the server stops (`waits`).
   */
  async replyTo({ binId, seq, sender, waits }: Asked, chosen: Reply): Promise<Reply> {
    if (!chosen.hold || sender.gone) return chosen;
    const forMs = Math.min(chosen.hold.deadlineMs, longestHoldMs);
    const since = this.#now();
    let reply: Reply = chosen;
    await waits.pause(forMs, sender, (over) => {
      const answer = (byHand: Reply) => {
        reply = byHand;
        over();
      };
      this.#add(binId, { seq, since, deadline: since + forMs, chosen, answer });
    });
    this.#remove(binId, seq);
    return reply;
  }

  /** What waits in a bin, oldest first. */
  of(binId: number): HeldRequest[] {
    return [...(this.#bins.get(binId)?.values() ?? [])];
  }

  find(binId: number, seq: number): HeldRequest | null {
    return this.#bins.get(binId)?.get(seq) ?? null;
  }

  /** Answers a request that waits; false when it does not, or no longer. */
  answer(binId: number, seq: number, reply: Reply): boolean {
    const waiting = this.#bins.get(binId)?.get(seq);
    if (!waiting) return false;
    this.#remove(binId, seq);
    waiting.answer({ ...reply, byHand: true });
    return true;
  }

  #add(binId: number, waiting: Waiting): void {
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
