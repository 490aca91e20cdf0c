import { compare, comparisons, narrowing } from '../compare.ts';
import { alternatives } from '../contains.ts';
import type { FilterKey, Test } from '../key.ts';

export const seq: FilterKey = {
  name: 'seq',
  example: 'seq>=40',
  finds: 'requests by their number in the bin, such as seq>=40 or seq:3,7-12',
  operators: comparisons,
  ofSummary: true,
  read(value, operator) {
    if (operator === ':') return among(value);
    if (!/^\d{1,9}$/.test(value)) return 'Enter a number, such as `seq>=40`.';
    const number = Number(value);
    return {
      matches: ({ facts }) => compare(facts.seq, operator, number),
      narrowing: narrowing('seq', operator, number),
    };
  },
};

/** `3,7-12`: these numbers and those from 7 to 12. */
function among(value: string): Test | string {
  const ranges = alternatives(value).map((piece) => /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(piece));
  if (ranges.length === 0 || ranges.includes(null))
    return 'Enter numbers or ranges of numbers, such as `seq:3,7-12`.';
  const bounds = merged(ranges.map((range) => [Number(range![1]), Number(range![2] ?? range![1])] as const));
  return {
    matches: ({ facts }) => isWithin(bounds, facts.seq),
    // A range that ends before it begins is empty.
    narrowing: [narrowing('seq', '>=', bounds[0]?.[0] ?? 1), narrowing('seq', '<=', bounds.at(-1)?.[1] ?? 0)],
  };
}

type Bounds = readonly (readonly [from: number, to: number])[];

/** Sorted, with overlapping ranges merged. */
function merged(bounds: Bounds): Bounds {
  const result: [number, number][] = [];
  for (const [from, to] of bounds.filter(([from, to]) => from <= to).toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** Binary search: a filter may list thousands of numbers. */
function isWithin(bounds: Bounds, seq: number): boolean {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]![1] < seq) low = middle + 1;
    else high = middle;
  }
  return low < bounds.length && bounds[low]![0] <= seq;
}
