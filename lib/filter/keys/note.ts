import type { FilterKey } from '../key.ts';

export const note: FilterKey = {
  name: 'note',
  example: 'note:refund',
  finds: 'requests with this in their note',
  ofSummary: true,
  changing: ['note'],
  read(value) {
    if (value === '') return 'needs a text; is:noted finds every request with a note';
    return { matches: ({ facts }) => facts.note?.toLowerCase().includes(value.toLowerCase()) ?? false };
  },
};
