'use client';

import { useCallback } from 'react';
import type { HexRow } from '#lib/body/hex.ts';
import type { Rows } from '#lib/body/rows.ts';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { contentView as words } from './words.ts';

/** A hex dump: offset, sixteen bytes in two halves, and their ASCII characters. */
export function HexView({ rows }: { rows: Rows<HexRow> }) {
  const { count } = useRows(rows);
  const row = useCallback(
    (index: number) => {
      const { offset, pairs, ascii } = rows.row(index);
      const bytes = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(48);
      return (
        <div className="flex gap-4 px-4 wide:px-5">
          <span className="select-none text-quiet">{offset}</span>
          <span>{bytes}</span>
          <span className="text-quiet">{ascii}</span>
        </div>
      );
    },
    [rows],
  );
  return <RowsView label={words.hex} count={count} wrap={false} row={row} />;
}
