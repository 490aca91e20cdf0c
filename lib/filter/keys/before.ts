import type { FilterKey } from '../key.ts';
import { moment } from '../moment.ts';

export const before: FilterKey = {
  name: 'before',
  example: 'before:1h',
  finds: 'requests older than an hour, or before a time such as 2026-11-24T08:00',
  ofSummary: true,
  values: ['5m', '1h', '1d', '7d'],
  read(value, _, now) {
    const until = moment(value, now);
    if (until === null) return 'Enter a time, such as `before:1h` or `before:2026-11-24T08:00`.';
    return {
      matches: ({ facts }) => facts.receivedAt < until,
      narrowing: { column: 'receivedAt', is: 'lt', value: until },
    };
  },
};
