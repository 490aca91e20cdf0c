import type { FilterKey } from '../key.ts';
import { finderOf } from '../text-search.ts';

export const event: FilterKey = {
  name: 'event',
  example: 'event:push',
  finds: 'requests of an event that has this in its name, as its provider calls it',
  ofSummary: true,
  read(value) {
    const wanted = value.toLowerCase();
    if (wanted === '') return 'needs a part of an event’s name, such as event:push';
    const find = finderOf(wanted);
    return {
      matches: ({ facts }) => find(facts.provider?.event?.toLowerCase() ?? '', 0) >= 0,
      narrowing: { column: 'event', is: 'not', value: null },
    };
  },
};
