import type { Announce } from '#lib/live/announce.ts';
import type { Store } from '#lib/store/store.ts';

/** Counts requests to bins that were rejected by a rate limit. */
export type Refusals = {
  note(binId: number): void;
  /** Writes the pending counts, and stops. */
  close(): Promise<void>;
};

/** How often the counts are written, milliseconds. A sender that floods a bin must not cause disk writes. */
const interval = 500;

/** Collects rejected requests and writes their counts together, all bins in one commit; then viewers get the new number. */
export function countRejected(
  store: Store,
  announce: Announce,
  reportError: (error: unknown) => void,
): Refusals {
  let waiting = new Map<number, number>();
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    timer = null;
    const counts = waiting;
    waiting = new Map();
    if (counts.size === 0) return;
    try {
      const totals = await store.addRejections(counts);
      for (const [binId, total] of totals) announce.refused(binId, total);
    } catch (error) {
      // Write them with the next batch.
      for (const [binId, count] of counts) waiting.set(binId, (waiting.get(binId) ?? 0) + count);
      reportError(error);
    }
  }

  return {
    note(binId) {
      waiting.set(binId, (waiting.get(binId) ?? 0) + 1);
      timer ??= setTimeout(() => void write(), interval);
    },
    async close() {
      if (timer) clearTimeout(timer);
      await write();
    },
  };
}
