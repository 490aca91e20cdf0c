import { statusPart, type TimelineDivision } from '#lib/model/timeline.ts';
import { chunkOf, seqsOf } from './capture-chunks.ts';

/** Captures that have the same method, and the same status or no response. */
type Alike = { readonly method: string; readonly status: number | null };

/** How a count changes: captures are added to it, or subtracted. */
export type Change = {
  readonly binId: number;
  readonly chunk: number;
  readonly by: TimelineDivision;
  readonly name: string;
  captures: number;
  earliest: number | null;
  latest: number | null;
};

/**
 * Changes of the counts by chunk (`CaptureCount`). They are gathered, so that a transaction changes each count once, and written in the transaction that adds or removes the captures.
 */
export class CountChanges {
  readonly #changes = new Map<string, Change>();
  #latest: Change | null = null;

  /** Counts a new capture. `receivedAt` is in microseconds since the epoch. */
  addCapture(
    binId: number,
    seq: number,
    { method, receivedAt }: { method: string; receivedAt: number },
  ): void {
    const change = this.#change(binId, chunkOf(seq), 'method', method);
    change.captures += 1;
    change.earliest = Math.min(change.earliest ?? receivedAt, receivedAt);
    change.latest = Math.max(change.latest ?? receivedAt, receivedAt);
  }

  /** Counts the same status for consecutive captures, from `firstSeq` to `lastSeq`, both included. */
  addResponses(binId: number, firstSeq: number, lastSeq: number, status: number): void {
    for (let seq = firstSeq; seq <= lastSeq; ) {
      const chunk = chunkOf(seq);
      const next = Math.min(lastSeq, seqsOf(chunk).lastSeq) + 1;
      this.#change(binId, chunk, 'status', statusPart(status)).captures += next - seq;
      seq = next;
    }
  }

  /** Counts the response of a capture by another status than it was counted by. */
  changeStatus(binId: number, seq: number, before: number, after: number): void {
    this.#change(binId, chunkOf(seq), 'status', statusPart(before)).captures -= 1;
    this.#change(binId, chunkOf(seq), 'status', statusPart(after)).captures += 1;
  }

  /** Subtracts captures of a chunk. */
  remove(binId: number, chunk: number, captures: number, { method, status }: Alike): void {
    this.#change(binId, chunk, 'method', method).captures -= captures;
    if (status !== null) this.#change(binId, chunk, 'status', statusPart(status)).captures -= captures;
  }

  /** Those that change a count, in no order. */
  all(): readonly Change[] {
    return [...this.#changes.values()].filter(({ captures }) => captures !== 0);
  }

  #change(binId: number, chunk: number, by: TimelineDivision, name: string): Change {
    // Most captures of a group change the same count.
    const before = this.#latest;
    if (before?.binId === binId && before.chunk === chunk && before.by === by && before.name === name)
      return before;
    const key = `${binId} ${chunk} ${by} ${name}`;
    let change = this.#changes.get(key);
    if (!change) {
      change = { binId, chunk, by, name, captures: 0, earliest: null, latest: null };
      this.#changes.set(key, change);
    }
    this.#latest = change;
    return change;
  }
}
