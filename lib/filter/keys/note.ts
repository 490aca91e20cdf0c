import type { FilterKey } from '../key.ts';
import { finderOf } from '../text-search.ts';

export const note: FilterKey = {
  name: 'note',
  example: 'note:refund',
  finds: 'requests with this in their note',
  ofSummary: true,
  changing: ['note'],
  read(value) {
    if (value === '') return 'needs a text; is:noted finds every request with a note';
    const find = finderOf(value.toLowerCase());
    return { matches: ({ facts }) => facts.note !== null && find(facts.note.toLowerCase(), 0) >= 0 };
  },
};
