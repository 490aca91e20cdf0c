import { processorClock } from './processor-clock.ts';

/** Prepares work on an input of a size; the returned function does it. */
export type Work = (size: number) => () => unknown;

/** The processor time of work for `size` and for eight times that; where that looks too long, for an eighth of `size`, too. Milliseconds. */
export type Growth = {
  readonly size: number;
  readonly few: number;
  readonly many: number;
  readonly fewest: number | null;
};

const factor = 8;
/** The shortest time that is measured reliably, milliseconds. */
const measurable = 4;
const rounds = 3;
/** The larger input is measured again only while it does not look linear: on a busy machine several rounds in a row may be slow. */
const roundsOfMany = 8;

/** How many times as long eight times the input may take: about eight, more for garbage collection. Quadratic work takes 64 times as long. */
const mostGrowth = 3 * factor;
/** The same where 64 times the input takes no longer than it may: where new memory is slow, and yet less than quadratic work takes. */
const mostSlowGrowth = 6 * factor;
/**
 * How many times as long 64 times the input may take. What is small uses memory again that the caches hold, what is large takes new memory:
 * that makes every byte of it up to four times as slow on some machines, and no slower than that however long it is. Quadratic work
 * takes 4,096 times as long.
 */
const mostWideGrowth = 8 * factor ** 2;

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
    const growth = { size, few, fewest: null };
    // One measurement is enough if it is already linear.
    const many = best(work(factor * size), roundsOfMany, (time) => isLinear({ ...growth, many: time }));
    return isLinear({ ...growth, many })
      ? { ...growth, many }
      : { ...growth, many, fewest: repeated(work(size / factor)) };
  }
}

/** Whether the growth is linear: over eight times the size or, where new memory is slow, over 64 times. */
export function isLinear({ few, many, fewest }: Growth): boolean {
  if (many / Math.max(few, measurable) < mostGrowth) return true;
  return fewest !== null && many / few < mostSlowGrowth && many / fewest < mostWideGrowth;
}

export function growthWords({ size, few, many, fewest }: Growth): string {
  const widely = fewest === null ? '' : `, ${fewest.toFixed(2)} ms for ${size / factor}`;
  return `${few.toFixed(1)} ms for ${size}, ${many.toFixed(1)} ms for ${factor * size}: ${(many / few).toFixed(1)} times${widely}`;
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

/** The time of work too short to be measured at once: the mean of as many runs as take long enough, the best of several. */
function repeated(work: () => unknown): number {
  let runs = 1;
  const run = () => {
    for (let left = runs; left > 0; left--) work();
  };
  while (best(run, 1) < 2 * measurable) runs *= 2;
  return best(run, rounds) / runs;
}
