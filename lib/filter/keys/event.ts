import type { FilterKey } from '../key.ts';

export const event: FilterKey = {
  name: 'event',
  example: 'event:push',
  finds: 'requests of an event that has this in its name, as its provider calls it',
  ofSummary: true,
  read(value) {
    const wanted = value.toLowerCase();
    if (wanted === '') return 'needs a part of an event’s name, such as event:push';
    return {
      matches: ({ facts }) => facts.provider?.event?.toLowerCase().includes(wanted) ?? false,
      narrowing: { column: 'event', is: 'not', value: null },
    };
  },
};
