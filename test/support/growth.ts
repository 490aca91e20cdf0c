import { memorySlowness } from './memory-slowness.mjs';
import { processorClock } from './processor-clock.ts';

/** Prepares work on an input of a size; the returned function does it. */
export type Work = (size: number) => () => unknown;

/** The processor time of work for `size` and for eight times that, milliseconds. */
export type Growth = { readonly size: number; readonly few: number; readonly many: number };

const factor = 8;
/** The shortest time that is measured reliably, milliseconds. */
const measurable = 4;
const rounds = 3;
/** The larger input is measured again only while it does not look linear: on a busy machine several rounds in a row may be slow. */
const roundsOfMany = 8;

/**
 * Finds a size that takes long enough to measure, starting with `smallest`, and measures eight times as much. Each time is
 * the best of several, since other load only adds time. If even `largest` takes too short a time, it is measured anyway.
 */
export function growthOf(work: Work, smallest: number, largest: number): Growth {
  for (let size = smallest; ; size *= 2) {
    const isLargest = size * factor * 2 > largest;
    const run = work(size);
    if (best(run, 1) < measurable && !isLargest) continue;
    const few = best(run, rounds);
    if (few < measurable && !isLargest) continue;
    // One measurement is enough if it is already linear.
    const many = best(work(factor * size), roundsOfMany, (time) => isLinear({ size, few, many: time }));
    return { size, few, many };
  }
}

/**
 * How many times as long eight times the input may take: about eight, more for garbage collection, and more yet where new memory is slow, since
 * what is small uses the same memory again.
 */
export const mostGrowth = (memorySlowness < 1.5 ? 3 : 5) * factor;

/**
 * Whether the growth is linear. Quadratic work would take 64 times as long.
 */
export function isLinear({ few, many }: Growth): boolean {
  return many / Math.max(few, measurable) < mostGrowth;
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
