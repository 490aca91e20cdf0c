import type { FilterKey } from '../key.ts';

export const delivery: FilterKey = {
  name: 'delivery',
  example: 'delivery:evt_1Nq0',
  finds: 'every attempt at the delivery that its provider gives this id',
  ofSummary: true,
  read(value) {
    if (value === '') return 'needs the id of a delivery, such as delivery:evt_1Nq0';
    return {
      matches: ({ facts }) => facts.provider?.deliveryId === value,
      narrowing: { column: 'deliveryId', is: 'equals', value },
    };
  },
};
