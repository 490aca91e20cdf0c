import { processorClock } from './processor-clock.ts';

/** The longest time for which work blocked the event loop, in milliseconds of processor time, so that other load does not count. */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  let last = processorClock();
  function beat(): void {
    const now = processorClock();
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
