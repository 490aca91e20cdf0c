'use client';

import { useCallback } from 'react';
import type { Rows } from '#lib/body/rows.ts';
import type { TextRow } from '#lib/body/text.ts';
import { lineOfPlace, useWanted } from '../detail/place.tsx';
import { Mark } from '../wire-text.tsx';
import { LongText } from './long-text.tsx';
import { Row } from './row.tsx';
import { RowsView } from './rows-view.tsx';
import { type Find, type FoundMark, useMarks } from './use-find.ts';
import { useRows } from './use-rows.ts';
import { useTarget } from './use-target.ts';

const breakNames: Record<string, string> = { '\r\n': 'CRLF', '\r': 'CR' };

type Props = {
  label: string;
  rows: Rows<TextRow>;
  wrap: boolean;
  /** What a line of this number is, in an HTTP message. */
  lineKind?: (line: number) => LineKind;
  find: Find;
  /** The tab it is in, whose places it shows. */
  tab?: string;
};

type LineKind = 'first' | 'header' | 'plain';

/** Text line by line, with what cannot be seen marked; line breaks other than a line feed among it. */
export function TextView({ label, rows, wrap, lineKind, find, tab = 'body' }: Props) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  const wanted = useWanted(tab);
  const place = lineOfPlace(wanted?.at ?? null);
  const chosen = place && (rows.rowAtPlace?.(place.line, place.column) ?? null);
  const row = useCallback(
    (index: number) => {
      const { line, continued, text, lineBreak } = rows.row(index);
      return (
        <Row number={continued ? null : line} chosen={index === chosen}>
          <LineText
            text={text}
            marks={marksIn(index, () => text)}
            kind={continued ? 'plain' : (lineKind?.(line) ?? 'plain')}
          />
          {breakNames[lineBreak] && <Mark faint name={breakNames[lineBreak]} />}
        </Row>
      );
    },
    [rows, lineKind, marksIn, chosen],
  );
  const target = useTarget(find, wanted && chosen !== null ? { row: chosen, turn: wanted.turn } : null);
  return <RowsView label={label} count={count} wrap={wrap} row={row} target={target} />;
}

/** A line; the first of a message stands out, and the names of its headers. */
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
