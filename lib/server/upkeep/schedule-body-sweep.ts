import type { CaptureContext } from '#lib/wire/capture.ts';

/** Deletes the long bodies of removed captures. */
export type Sweeping = {
  /** Deletes nothing more, and resolves once the running step is committed. */
  stop(): Promise<void>;
};

/** How long removals are collected, milliseconds: they continue while captures arrive, and each step is a commit. */
const batchDelayMs = 100;
/** How long to wait after a failed sweep, for example on a full disk, milliseconds. */
const retryDelayMs = 2000;

/**
 * Deletes long bodies soon after their captures were removed, a few MiB between two group commits. They are most of a
 * bin's size: with the retention that runs every minute, a full bin that receives large uploads would keep minutes of them
 * on disk in addition to its own, and bodies of deleted captures would remain.
 */
export function scheduleBodySweep({
  store,
  reportError,
}: Pick<CaptureContext, 'store' | 'reportError'>): Sweeping {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isOver = false;
  let again: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, batchDelayMs));
    isAskedAgain = false;
    while (!isOver && (await store.removeUnusedBodies()))
      await new Promise((resolve) => setImmediate(resolve));
  }

  function begin(): void {
    isAskedAgain = true;
    running ??= run()
      .catch((error) => {
        reportError(error);
        isAskedAgain = false;
        clearTimeout(again);
        if (!isOver) again = setTimeout(begin, retryDelayMs).unref();
      })
      .finally(() => {
        running = null;
        if (isAskedAgain && !isOver) begin();
      });
  }

  store.onUnusedBodies(begin);
  return {
    async stop() {
      isOver = true;
      clearTimeout(again);
      await running;
    },
  };
}
