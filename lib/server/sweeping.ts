import type { Line } from '../wire/capture.ts';

/** Takes apart the long bodies that removed captures had. */
export type Sweeping = {
  /** Takes nothing more apart, and resolves once the step under way is committed. */
  stop(): Promise<void>;
};

/** How long removals are left to gather, milliseconds: they go on while captures do, and each step is a commit. */
const gathering = 100;
/** How long after a sweep that failed, as on a full disk, there is another, milliseconds. */
const triedAgainAfter = 2000;

/**
 * Sweeps long bodies soon after they were let go, a few MiB between two group commits. They are most of what a bin weighs:
 * left to the retention of every minute, a bin at its limit that takes large uploads would have minutes of them on the disk
 * beside what it keeps, and what people deleted would still be there.
 */
export function sweepWhenLetGo({ store, blame }: Pick<Line, 'store' | 'blame'>): Sweeping {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isOver = false;
  let again: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gathering));
    isAskedAgain = false;
    while (!isOver && (await store.sweepSome())) await new Promise((resolve) => setImmediate(resolve));
  }

  function begin(): void {
    isAskedAgain = true;
    running ??= run()
      .catch((error) => {
        blame(error);
        isAskedAgain = false;
        clearTimeout(again);
        if (!isOver) again = setTimeout(begin, triedAgainAfter).unref();
      })
      .finally(() => {
        running = null;
        if (isAskedAgain && !isOver) begin();
      });
  }

  store.whenLetGo(begin);
  return {
    async stop() {
      isOver = true;
      clearTimeout(again);
      await running;
    },
  };
}
