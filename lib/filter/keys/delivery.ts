import type { FilterKey } from '../key.ts';

export const delivery: FilterKey = {
  name: 'delivery',
  example: 'delivery:evt_1Nq0',
  finds: 'all attempts of the delivery with this ID',
  ofSummary: true,
  read(value) {
    if (value === '') return 'Enter a delivery ID, such as `delivery:evt_1Nq0`.';
    return {
      matches: ({ facts }) => facts.provider?.deliveryId === value,
      narrowing: { column: 'deliveryId', is: 'equals', value },
    };
  },
};
