import { compare, comparisons, narrowing } from '../compare.ts';
import type { FilterKey } from '../key.ts';

export const seq: FilterKey = {
  name: 'seq',
  example: 'seq>=40',
  finds: 'requests by their number in the bin',
  operators: comparisons,
  read(value, operator) {
    if (!/^\d{1,9}$/.test(value)) return 'needs a number, such as seq>=40';
    const number = Number(value);
    return {
      matches: ({ facts }) => compare(facts.seq, operator, number),
      narrowing: narrowing('seq', operator, number),
    };
  },
};
