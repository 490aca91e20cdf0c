import type { CaptureContext } from '#lib/wire/capture.ts';

/** Evicts captures of bins over their limit. */
export type Eviction = {
  /** Checks a bin; does nothing if it is within its limit. */
  look(binId: number): void;
  /** Stops checking, and resolves once the running batch is committed. */
  stop(): Promise<void>;
};

/**
 * How long evictions are collected before a batch runs, milliseconds. Every batch is a commit with its own sync: under
 * load a bin would otherwise have one after each group commit, which slows its senders by a fifth.
 */
const batchDelayMs = 50;

/**
 * Evicts the oldest captures of bins over their limit. This happens soon after the commits that exceeded it, not within
 * them, so that senders get their responses first. A batch runs between two group commits and is larger than any of them,
 * so a bin under load exceeds its limit by about a hundred captures at most.
 */
export function scheduleEviction({
  store,
  announce,
  reportError,
}: Pick<CaptureContext, 'store' | 'announce' | 'reportError'>): Eviction {
  const fullBins = new Set<number>();
  let running: Promise<void> | null = null;
  let isStopped = false;

  async function run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, batchDelayMs));
    // A bin that needs several batches goes to the end of the queue.
    for (const binId of fullBins) {
      if (isStopped) return;
      fullBins.delete(binId);
      const rotated = await store.evictOldest(binId).catch(reportError);
      if (rotated) {
        if (rotated.seqs.length > 0) {
          announce.removed(binId, rotated.seqs);
          announce.rotated(binId, rotated.evictedTotal);
        }
        if (rotated.hasMore) fullBins.add(binId);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function look(binId: number): void {
    fullBins.add(binId);
    running ??= run().finally(() => {
      running = null;
      // A bin may have been added after the loop ended.
      for (const next of fullBins) if (!isStopped) look(next);
    });
  }

  store.onBinFull(look);
  return {
    look,
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
