'use client';

import { useCallback, useEffect, useRef } from 'react';
import type { MultipartReading } from '#lib/body/multipart/multipart.ts';
import { PartRow } from './part-row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { contentView as words } from './words.ts';

/** How long the list takes to scroll back to where it was, milliseconds. */
const settling = 500;

type Props = {
  rows: MultipartReading;
  /** The body that contains the parts. */
  bytes: Uint8Array;
  /** The part that was open before: the list scrolls to it and focuses it. */
  closed: number | null;
  onOpen: (index: number) => void;
};

/** The parts in the order received, with preamble and epilogue. */
export function MultipartView({ rows, bytes, closed, onOpen }: Props) {
  const { count } = useRows(rows);
  const focusOn = useRef(closed);
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
  return <RowsView label={words.parts} count={count} wrap row={row} start={closed ?? undefined} />;
}
