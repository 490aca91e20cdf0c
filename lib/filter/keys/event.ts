import type { FilterKey } from '../key.ts';
import { finderOf } from '../text-search.ts';

export const event: FilterKey = {
  name: 'event',
  example: 'event:push',
  finds: 'requests whose event name (in the provider’s terms) contains this',
  ofSummary: true,
  read(value) {
    const wanted = value.toLowerCase();
    if (wanted === '') return 'Enter an event name or part of one, such as `event:push`.';
    const find = finderOf(wanted);
    return {
      matches: ({ facts }) => find(facts.provider?.event?.toLowerCase() ?? '', 0) >= 0,
      narrowing: { column: 'event', is: 'not', value: null },
    };
  },
};
