'use client';

import { useCallback, useMemo, useState } from 'react';
import { groupingName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { ListOrder } from './list-order.ts';
import { createLister, type Lister } from './listing.ts';

export type Grouping = ReturnType<typeof useGrouping>;

const nothing: ReadonlySet<number> = new Set();

/** Whether identical requests are grouped, as chosen in this browser, and which groups are open. */
export function useGrouping() {
  const [stored, store] = useStored(groupingName);
  const [open, setOpen] = useState(nothing);
  const isOn = stored === 'identical';
  /** Opens or closes the group of these requests. */
  const toggleGroup = useCallback((group: readonly CaptureSummary[]) => {
    setOpen((before) => {
      const isOpen = group.some(({ seq }) => before.has(seq));
      const others = [...before].filter((seq) => group.every((row) => row.seq !== seq));
      return new Set(isOpen ? others : [...others, ...group.map(({ seq }) => seq)]);
    });
  }, []);
  return { isOn, toggle: () => store(isOn ? null : 'identical'), open: isOn ? open : null, toggleGroup };
}

/** How this part of the page lists its feed. */
export function useLister(order: ListOrder, { open }: Grouping): Lister {
  return useMemo(() => createLister(order, open), [order, open]);
}
