'use client';

import { listOrderName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import type { ListOrder } from './list-order.ts';

/** The order of the list, as chosen in this browser. */
export function useListOrder(): [ListOrder, (order: ListOrder) => void] {
  const [stored, store] = useStored(listOrderName);
  return [stored === 'oldest' ? 'oldest' : 'newest', (order) => store(order === 'newest' ? null : order)];
}
