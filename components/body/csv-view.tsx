'use client';

import { useCallback, useMemo } from 'react';
import { LongText } from '#components/ui/long-text.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { type Find, type FoundMark, useMarks } from '#components/ui/use-find.ts';
import type { CsvReading } from '#lib/body/csv.ts';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { contentView as words } from './words.ts';

/** The number of rows that determine the widths of columns, and the least and greatest width, characters. */
const measured = 200;
const narrowest = 5;
const widest = 44;
/** More columns than this are not shown. */
const mostColumns = 200;

/** Rows are positioned one by one and are not a table element, so they have ARIA roles. */
const asTable = { role: 'table', 'aria-label': words.table };
const asRow = (index: number) => ({ role: 'row', 'aria-rowindex': index + 1 });
const asRowHeader = { role: 'rowheader' };

/** CSV as a table. The first record becomes the column headers when it looks like names. */
export default function CsvView({ rows, find }: { rows: CsvReading; find: Find }) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first rows are enough.
  const { widths, hasHead } = useMemo(() => layout(rows), [rows, Math.min(count, measured)]);
  const skipped = hasHead ? 1 : 0;

  const cells = useCallback(
    (index: number, role: 'cell' | 'columnheader') => {
      const record = rows.row(index);
      const marks = marksIn(index, () => rows.textOf!(index));
      let at = 0;
      return renderByIndex(record.cells.slice(0, mostColumns), (cell, column) => {
        const from = at;
        at += cell.length + 1;
        return <Cell role={role} text={cell} at={from} marks={marks} width={widths[column] ?? narrowest} />;
      });
    },
    [rows, marksIn, widths],
  );
  const row = useCallback(
    (place: number) => {
      const index = place + skipped;
      return (
        <div {...asRow(index)} className="flex h-5 border-faint border-b">
          <LineNumber>{rows.row(index).line}</LineNumber>
          {cells(index, 'cell')}
        </div>
      );
    },
    [rows, cells, skipped],
  );
  const head = hasHead && (
    <div {...asRow(0)} className="flex h-7 w-max min-w-full items-center font-semibold">
      <LineNumber>{rows.row(0).line}</LineNumber>
      {cells(0, 'columnheader')}
    </div>
  );
  const { match, turn } = find;
  const target = match && {
    row: Math.max(0, match.row - skipped),
    turn: `${turn} ${match.row} ${match.from}`,
  };
  return (
    <RowsView
      label={words.table}
      count={count - skipped}
      wrap={false}
      row={row}
      target={target}
      head={head}
      tableProps={{ ...asTable, 'aria-rowcount': rows.done ? count : -1, 'aria-colcount': rows.columns }}
    />
  );
}

function LineNumber({ children }: { children: number }) {
  return (
    <span
      {...asRowHeader}
      className="w-[max(2.75rem,calc(var(--digits)+1rem))] shrink-0 select-none pr-3 text-right font-normal text-quiet tabular-nums"
    >
      {children}
    </span>
  );
}

type CellProps = {
  role: 'cell' | 'columnheader';
  text: string;
  at: number;
  marks: readonly FoundMark[];
  width: number;
};

function Cell({ role, text, at, marks, width }: CellProps) {
  return (
    <span
      role={role}
      title={text.length > width ? text.slice(0, 2000) : undefined}
      style={{ width: `calc(${width}ch + 1.5rem)` }}
      className={`shrink-0 truncate border-faint border-l px-2 ${isNumber(text) && role === 'cell' ? 'text-right' : ''}`}
    >
      <LongText text={text} at={at} marks={marks} />
    </span>
  );
}

function isNumber(text: string): boolean {
  return /^-?\d[\d.,]*$/.test(text);
}

function layout(rows: CsvReading): { widths: number[]; hasHead: boolean } {
  const count = Math.min(rows.count, measured);
  const widths: number[] = [];
  for (let index = 0; index < count; index++) {
    for (const [column, cell] of rows.row(index).cells.slice(0, mostColumns).entries()) {
      widths[column] = Math.max(widths[column] ?? narrowest, Math.min(widest, cell.length));
    }
  }
  return { widths, hasHead: count > 1 && isHead(rows.row(0).cells) };
}

/** Whether cells look like column names: none is empty, a number or repeated. */
function isHead(cells: readonly string[]): boolean {
  return new Set(cells).size === cells.length && cells.every((cell) => cell.trim() !== '' && !isNumber(cell));
}
