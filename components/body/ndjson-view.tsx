'use client';

import { useCallback, useMemo, useState } from 'react';
import { Spans } from '#components/ui/code-spans.tsx';
import { LongText } from '#components/ui/long-text.tsx';
import { type Find, useMarks } from '#components/ui/use-find.ts';
import type { CodeLine } from '#lib/body/code-line.ts';
import { readJson } from '#lib/body/json/read-json.ts';
import { type NdjsonReading, recordSpans, shownOfRecord } from '#lib/body/ndjson.ts';
import { FoldButton, Line } from './code-view.tsx';
import { jsonField } from './json-field.ts';
import { type ExpandedRecord, positionOf, recordAt } from './opened-records.ts';
import { Row } from './row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { contentView as words } from './words.ts';

/** The most lines of an expanded record; the Text view shows longer ones. */
const mostLines = 5000;

type Props = { rows: NdjsonReading; wrap: boolean; find: Find };

/** JSON records, one per line, each of which expands in place. */
export default function NdjsonView({ rows, wrap, find }: Props) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  const [opened, setOpened] = useState<ReadonlyMap<number, readonly CodeLine[]>>(new Map());
  const expanded = useMemo<ExpandedRecord[]>(
    () =>
      [...opened]
        .map(([record, lines]) => ({ record, lines: lines.length }))
        .sort((a, b) => a.record - b.record),
    [opened],
  );

  const toggle = useCallback(
    (record: number) =>
      setOpened((now) => {
        const next = new Map(now);
        if (!next.delete(record)) next.set(record, linesOf(rows.row(record).text));
        return next;
      }),
    [rows],
  );

  const row = useCallback(
    (place: number) => {
      const { record, line } = recordAt(expanded, place);
      if (line !== null) {
        return (
          <Row number={null}>
            <div className="pl-2">
              <Line
                line={opened.get(record)![line]!}
                closing={null}
                marks={[]}
                field={jsonField(opened.get(record)![line]!)}
              />
            </div>
          </Row>
        );
      }
      const { line: number, text } = rows.row(record);
      const marks = marksIn(record, () => text);
      const isFar = marks.some(({ current, to }) => current && to > shownOfRecord);
      return (
        <Row
          number={number}
          marker={
            <FoldButton folded={!opened.has(record)} onClick={() => toggle(record)} record={record + 1} />
          }
        >
          {isFar ? <LongText text={text} marks={marks} /> : <Spans spans={recordSpans(text)} marks={marks} />}
          {!isFar && text.length > shownOfRecord && <span className="text-quiet">{' …'}</span>}
        </Row>
      );
    },
    [rows, opened, expanded, toggle, marksIn],
  );

  const { match, turn } = find;
  const target = match && {
    row: positionOf(expanded, match.row),
    turn: `${turn} ${match.row} ${match.from}`,
  };
  const shown = expanded.reduce((sum, { lines }) => sum + lines, count);
  return <RowsView label={words.records} count={shown} wrap={wrap} row={row} target={target} />;
}

function linesOf(text: string): CodeLine[] {
  const reading = readJson(text.replace(/^[\ufeff\x1e]+/, ''));
  const count = Math.min(mostLines, reading.readUpTo(mostLines));
  return Array.from({ length: count }, (_, index) => reading.row(index));
}
