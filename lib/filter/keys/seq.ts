import { compare, comparisons, narrowing } from '../compare.ts';
import { alternatives } from '../contains.ts';
import type { FilterKey, Test } from '../key.ts';

export const seq: FilterKey = {
  name: 'seq',
  example: 'seq>=40',
  finds: 'requests by their number in the bin: seq>=40, seq:3,7-12',
  operators: comparisons,
  ofSummary: true,
  read(value, operator) {
    if (operator === ':') return among(value);
    if (!/^\d{1,9}$/.test(value)) return 'compares with a number, such as seq>=40';
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
  if (ranges.length === 0 || ranges.includes(null)) return 'needs numbers, such as seq:3,7-12';
  const bounds = ranges.map((range) => [Number(range![1]), Number(range![2] ?? range![1])] as const);
  return {
    matches: ({ facts }) => bounds.some(([from, to]) => from <= facts.seq && facts.seq <= to),
    narrowing: [
      narrowing('seq', '>=', Math.min(...bounds.map(([from]) => from))),
      narrowing('seq', '<=', Math.max(...bounds.map(([, to]) => to))),
    ],
  };
}
