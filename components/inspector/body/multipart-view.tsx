'use client';

import { useCallback, useEffect, useRef } from 'react';
import type { MultipartReading } from '#lib/body/multipart.ts';
import { PartRow } from './part-row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';

/** How long rows come and go until the list stands where it was left, milliseconds. */
const settling = 500;

type Props = {
  rows: MultipartReading;
  /** What the parts are in. */
  bytes: Uint8Array;
  /** The row somebody comes back from. */
  left: number | null;
  onOpen: (index: number) => void;
};

/** The parts in the order sent, and what is around them. */
export function MultipartView({ rows, bytes, left, onOpen }: Props) {
  const { count } = useRows(rows);
  const focusOn = useRef(left);
  useEffect(() => {
    const timer = setTimeout(() => {
      focusOn.current = null;
    }, settling);
    return () => clearTimeout(timer);
  }, []);
  const row = useCallback(
    (index: number) => (
      <PartRow
        row={rows.row(index)}
        bytes={bytes}
        onOpen={() => onOpen(index)}
        buttonRef={(button) => {
          const isLost = document.activeElement === document.body;
          if (focusOn.current === index && isLost) button?.focus({ preventScroll: true });
        }}
      />
    ),
    [rows, bytes, onOpen],
  );
  return <RowsView label="Parts of the body" count={count} wrap row={row} start={left ?? undefined} />;
}
