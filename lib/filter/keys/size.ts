import { compare, comparisons, narrowing } from '../compare.ts';
import type { FilterKey } from '../key.ts';

export const size: FilterKey = {
  name: 'size',
  example: 'size>10k',
  finds: 'requests by the size of their body in bytes; k is 1024, m is 1024²',
  operators: comparisons,
  ofSummary: true,
  values: ['1k', '10k', '100k', '1m'],
  read(value, operator) {
    const [, digits, unit = ''] = /^(\d{1,12})([km]?)(?:i?b)?$/i.exec(value) ?? [];
    if (digits === undefined) return 'Enter a number of bytes, such as `size>10k`.';
    const bytes = Number(digits) * 1024 ** ' km'.indexOf(unit.toLowerCase() || ' ');
    return {
      matches: ({ facts }) => compare(facts.bodySize, operator, bytes),
      narrowing: narrowing('bodySize', operator, bytes),
    };
  },
};
