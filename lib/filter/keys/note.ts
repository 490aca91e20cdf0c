import type { FilterKey } from '../key.ts';
import { finderOf } from '../text-search.ts';

export const note: FilterKey = {
  name: 'note',
  example: 'note:refund',
  finds: 'requests whose note contains this',
  ofSummary: true,
  changing: ['note'],
  read(value) {
    if (value === '') return 'Enter a text, or use `is:noted` to find every request with a note.';
    const find = finderOf(value.toLowerCase());
    return { matches: ({ facts }) => facts.note !== null && find(facts.note.toLowerCase(), 0) >= 0 };
  },
};
