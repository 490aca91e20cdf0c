import { processorClock } from './processor-clock.ts';

/** Prepares work on an input of a size; what is returned does it. */
export type Work = (size: number) => () => unknown;

/** How work grew from `size` to eight times that, in milliseconds of processor time. */
export type Growth = { readonly size: number; readonly few: number; readonly many: number };

const factor = 8;
/** Shorter times than this say more about the clock than about the work, milliseconds. */
const measurable = 4;
const rounds = 3;

/**
 * Finds a size that takes long enough to be measured, beginning with `smallest`, and measures eight times as much. Each time is
 * the best of a few: what else the machine does only ever adds. Where even `largest` takes but a moment, that is measured.
 */
export function growthOf(work: Work, smallest: number, largest: number): Growth {
  for (let size = smallest; ; size *= 2) {
    const isLargest = size * factor * 2 > largest;
    const run = work(size);
    if (best(run, 1) < measurable && !isLargest) continue;
    const few = best(run, rounds);
    if (few < measurable && !isLargest) continue;
    // Once is enough where that was in time.
    const many = best(work(factor * size), rounds, (time) => isLinear({ size, few, many: time }));
    return { size, few, many };
  }
}

/** Eight times the input takes eight times as long, and more where memory is collected; 64 times where work is quadratic. */
export function isLinear({ few, many }: Growth): boolean {
  return many / Math.max(few, measurable) < 3 * factor;
}

export function growthWords({ size, few, many }: Growth): string {
  return `${few.toFixed(1)} ms for ${size}, ${many.toFixed(1)} ms for ${factor * size}: ${(many / few).toFixed(1)} times`;
}

function best(work: () => unknown, times: number, isEnough = (_: number) => false): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times && !isEnough(least); round++) {
    const before = processorClock();
    work();
    least = Math.min(least, processorClock() - before);
  }
  return least;
}
