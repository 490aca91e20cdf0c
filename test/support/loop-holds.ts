import { threadClock } from './thread-clock.mjs';

const clock = threadClock();

/**
 * The longest time for which work blocked the event loop, in milliseconds of processor time of this thread, so that other load does not
 * count.
 */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  let last = clock();
  function beat(): void {
    const now = clock();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(beat);
  }
  setImmediate(beat);
  await work();
  isOver = true;
  beat();
  return longest;
}

/** Blocks the event loop for some milliseconds. */
export function spend(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
