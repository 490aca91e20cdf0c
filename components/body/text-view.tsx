'use client';

import { useCallback } from 'react';
import { lineOfPlace, useDestination } from '#components/request/place-in-request.tsx';
import { LongText } from '#components/ui/long-text.tsx';
import { type Find, type FoundMark, useMarks } from '#components/ui/use-find.ts';
import { Mark } from '#components/ui/visible-text.tsx';
import type { Rows } from '#lib/body/rows.ts';
import type { TextRow } from '#lib/body/text.ts';
import { Row } from './row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { useScrollTarget } from './use-scroll-target.ts';

const breakNames: Record<string, string> = { '\r\n': 'CRLF', '\r': 'CR' };

type Props = {
  label: string;
  rows: Rows<TextRow>;
  wrap: boolean;
  /** The kind of a line of an HTTP message, by its number. */
  lineKind?: (line: number) => LineKind;
  find: Find;
  /** The tab that contains it, for links to lines. */
  tab?: string;
};

type LineKind = 'first' | 'header' | 'plain';

/** Text line by line. Invisible characters are marked, and line breaks other than LF. */
export function TextView({ label, rows, wrap, lineKind, find, tab = 'body' }: Props) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  const destination = useDestination(tab);
  const place = lineOfPlace(destination?.at ?? null);
  const selected = place && (rows.rowAtPlace?.(place.line, place.column) ?? null);
  const row = useCallback(
    (index: number) => {
      const { line, continued, text, lineBreak } = rows.row(index);
      return (
        <Row number={continued ? null : line} isSelected={index === selected}>
          <LineText
            text={text}
            marks={marksIn(index, () => text)}
            kind={continued ? 'plain' : (lineKind?.(line) ?? 'plain')}
          />
          {breakNames[lineBreak] && <Mark faint name={breakNames[lineBreak]} />}
        </Row>
      );
    },
    [rows, lineKind, marksIn, selected],
  );
  const target = useScrollTarget(
    find,
    destination && selected !== null ? { row: selected, turn: destination.turn } : null,
  );
  return <RowsView label={label} count={count} wrap={wrap} row={row} target={target} />;
}

/** A line. The first line of a message and the names of headers are highlighted. */
function LineText({ text, kind, marks }: { text: string; kind: LineKind; marks: readonly FoundMark[] }) {
  if (kind === 'first') {
    return (
      <span className="font-semibold">
        <LongText text={text} marks={marks} />
      </span>
    );
  }
  const colon = kind === 'header' ? text.indexOf(':') : -1;
  if (colon < 0) return <LongText text={text} marks={marks} />;
  return (
    <>
      <span className="text-json-key">
        <LongText text={text.slice(0, colon)} marks={marks} />
      </span>
      <LongText text={text.slice(colon)} at={colon} marks={marks} />
    </>
  );
}
