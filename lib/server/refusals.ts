import type { Announce } from '../live/announce.ts';
import type { Store } from '../store/store.ts';

/** Counts requests to bins that a rate limit turned away. */
export type Refusals = {
  note(binId: number): void;
  /** Writes what is waiting. */
  close(): Promise<void>;
};

/** How often the counts are written, milliseconds: whoever floods a bin must not make the disk work. */
const interval = 500;

/** Gathers refusals and writes them together, all bins in one commit; then those who watch are told the new number. */
export function countRefusals(store: Store, announce: Announce, blame: (error: unknown) => void): Refusals {
  let waiting = new Map<number, number>();
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    timer = null;
    const counts = waiting;
    waiting = new Map();
    if (counts.size === 0) return;
    try {
      const totals = await store.addRefusals(counts);
      for (const [binId, total] of totals) announce.refused(binId, total);
    } catch (error) {
      // They go with the next.
      for (const [binId, count] of counts) waiting.set(binId, (waiting.get(binId) ?? 0) + count);
      blame(error);
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
