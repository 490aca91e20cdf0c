import type { FilterKey } from '../key.ts';
import { moment } from '../moment.ts';

export const after: FilterKey = {
  name: 'after',
  example: 'after:10m',
  finds: 'requests of the last 10 minutes, or since a time such as 2026-11-24T08:00',
  ofSummary: true,
  values: ['5m', '1h', '1d', '7d'],
  read(value, _, now) {
    const from = moment(value, now);
    if (from === null) return 'Enter a time, such as `after:10m` or `after:2026-11-24T08:00`.';
    return {
      matches: ({ facts }) => facts.receivedAt >= from,
      narrowing: { column: 'receivedAt', is: 'gte', value: from },
    };
  },
};
