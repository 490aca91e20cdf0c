'use client';

import { useCallback } from 'react';
import type { Rows } from '#lib/body/rows.ts';
import type { TextRow } from '#lib/body/text.ts';
import { Mark } from '../wire-text.tsx';
import { LongText } from './long-text.tsx';
import { Row } from './row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';

const breakNames: Record<string, string> = { '\r\n': 'CRLF', '\r': 'CR' };

type Props = {
  label: string;
  rows: Rows<TextRow>;
  wrap: boolean;
  /** What a line of this number is, in an HTTP message. */
  lineKind?: (line: number) => LineKind;
};

type LineKind = 'first' | 'header' | 'plain';

/** Text line by line, with what cannot be seen marked; line breaks other than a line feed among it. */
export function TextView({ label, rows, wrap, lineKind }: Props) {
  const { count } = useRows(rows);
  const row = useCallback(
    (index: number) => {
      const { line, continued, text, lineBreak } = rows.row(index);
      return (
        <Row number={continued ? null : line}>
          <LineText text={text} kind={continued ? 'plain' : (lineKind?.(line) ?? 'plain')} />
          {breakNames[lineBreak] && <Mark faint name={breakNames[lineBreak]} />}
        </Row>
      );
    },
    [rows, lineKind],
  );
  return <RowsView label={label} count={count} wrap={wrap} row={row} />;
}

/** A line; the first of a message stands out, and the names of its headers. */
function LineText({ text, kind }: { text: string; kind: LineKind }) {
  if (kind === 'first') {
    return (
      <span className="font-semibold">
        <LongText text={text} />
      </span>
    );
  }
  const colon = kind === 'header' ? text.indexOf(':') : -1;
  if (colon < 0) return <LongText text={text} />;
  return (
    <>
      <span className="text-json-key">
        <LongText text={text.slice(0, colon)} />
      </span>
      <LongText text={text.slice(colon)} />
    </>
  );
}
