'use client';

import { columnsName, timeStyleName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { columns, parseColumns, usualColumns } from './columns.ts';

export type ListView = {
  readonly chosen: readonly string[];
  /** Show absolute times instead of ages. */
  readonly clock: boolean;
  toggleColumn: (id: string) => void;
  toggleClock: () => void;
};

/** The view options of the list: which columns, and how times are shown. */
export function useListView(): ListView {
  const [storedColumns, storeColumns] = useStored(columnsName);
  const [timeStyle, storeTimeStyle] = useStored(timeStyleName);
  const chosen = parseColumns(storedColumns);
  const clock = timeStyle === 'clock';
  return {
    chosen,
    clock,
    toggleColumn(id) {
      const next = columns
        .map((column) => column.id)
        .filter((one) => (one === id ? !chosen.includes(id) : chosen.includes(one)));
      if (next.length > 0) storeColumns(next.join() === usualColumns.join() ? null : next.join());
    },
    toggleClock: () => storeTimeStyle(clock ? null : 'clock'),
  };
}
