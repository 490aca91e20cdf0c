import type { Line } from '../wire/capture.ts';

/** Makes room in bins that have come to more than they may keep. */
export type Rotation = {
  /** Has a bin looked at; nothing happens when it is not overfull. */
  look(binId: number): void;
  /** Looks at nothing more, and resolves once the batch under way is committed. */
  stop(): Promise<void>;
};

/**
 * How long overfull bins are left to gather what has to go, milliseconds. Every batch is a commit with a sync of its own: a
 * bin under load would otherwise have one after each group commit, which costs its senders a fifth of their speed.
 */
const gathering = 50;

/**
 * Drops the oldest captures of overfull bins, soon after the commits that made them so and not within them: senders are
 * answered first. A batch takes its turn between two group commits and is larger than any of these, so that a bin under load
 * has at most some hundred too many.
 */
export function rotateWhenOverfull({
  store,
  announce,
  blame,
}: Pick<Line, 'store' | 'announce' | 'blame'>): Rotation {
  const overfull = new Set<number>();
  let running: Promise<void> | null = null;
  let isOver = false;

  async function run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gathering));
    // A bin that needs several batches goes to the end of the line.
    for (const binId of overfull) {
      if (isOver) return;
      overfull.delete(binId);
      const rotated = await store.rotate(binId).catch(blame);
      if (rotated) {
        if (rotated.seqs.length > 0) {
          announce.removed(binId, rotated.seqs);
          announce.rotated(binId, rotated.rotatedOut);
        }
        if (rotated.more) overfull.add(binId);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function look(binId: number): void {
    overfull.add(binId);
    running ??= run().finally(() => {
      running = null;
      // It may have come between the end of the line and this moment.
      for (const next of overfull) if (!isOver) look(next);
    });
  }

  store.whenOverfull(look);
  return {
    look,
    async stop() {
      isOver = true;
      await running;
    },
  };
}
