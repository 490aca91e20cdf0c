'use client';

import { Fragment, useCallback, useState } from 'react';
import type { JsonLine, JsonReading } from '#lib/body/json.ts';
import type { JsonSpan } from '#lib/body/json-spans.ts';
import { type Folds, fold, isFolded, lineAt, shownCount, unfold } from './folds.ts';
import { LongText } from './long-text.tsx';
import { Row } from './row.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';

const colors: Record<JsonSpan['kind'], string | undefined> = {
  key: 'text-json-key',
  string: 'text-json-string',
  number: 'text-json-number',
  literal: 'text-json-literal',
  invalid: 'bg-bad-tint text-bad',
  punctuation: undefined,
  space: undefined,
};

/** Deeper than this, lines are drawn no further to the right. */
const deepest = 40;

/** JSON as it was written, laid out: numbers, names and escapes exactly as sent. */
export function JsonView({ reading, wrap }: { reading: JsonReading; wrap: boolean }) {
  const { count } = useRows(reading);
  const [folds, setFolds] = useState<Folds>([]);

  const row = useCallback(
    (place: number) => {
      const index = lineAt(folds, place);
      const line = reading.row(index);
      const folded = isFolded(folds, index);
      const close = line.opens?.closeLine ?? null;
      return (
        <Row
          number={index + 1}
          marker={
            close !== null && (
              <FoldButton
                folded={folded}
                onClick={() => setFolds((now) => (folded ? unfold(now, index) : fold(now, index, close)))}
              />
            )
          }
        >
          <Line line={line} closing={folded && close !== null ? reading.row(close) : null} />
        </Row>
      );
    },
    [reading, folds],
  );

  return <RowsView label="Body as JSON" count={shownCount(folds, count)} wrap={wrap} row={row} />;
}

/** One line; `closing` is the line that closes it when what is between is folded away. */
function Line({ line, closing }: { line: JsonLine; closing: JsonLine | null }) {
  const indent = Math.min(line.depth, deepest) * 18;
  return (
    // The hanging indent keeps what goes on below beside what it belongs to.
    <div style={{ paddingLeft: indent + 18, textIndent: -18 }} className="*:indent-0">
      <Spans spans={line.spans} />
      {closing && line.opens && (
        <>
          <span className="text-quiet italic"> {childrenWords(line.opens)} </span>
          <Spans spans={closing.spans} />
        </>
      )}
      {line.notes.map((note) => (
        <Fragment key={note}>
          {/* Where the room ends, the note goes to the next line, and not its value with it. */}
          <wbr />
          <span className="ml-3 select-none whitespace-nowrap border-quiet border-b border-dotted font-sans text-[0.71875rem] text-quiet">
            {note}
          </span>
        </Fragment>
      ))}
    </div>
  );
}

function Spans({ spans }: { spans: readonly JsonSpan[] }) {
  return spans.map((span, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a line never move.
    <span key={index} className={colors[span.kind]}>
      <LongText text={span.text} />
    </span>
  ));
}

function childrenWords({ kind, children }: NonNullable<JsonLine['opens']>): string {
  const noun = kind === 'object' ? 'key' : 'item';
  return `${children} ${noun}${children === 1 ? '' : 's'}`;
}

function FoldButton({ folded, onClick }: { folded: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={folded ? 'Unfold' : 'Fold'}
      aria-expanded={!folded}
      onClick={onClick}
      className="grid h-5 w-5 place-items-center rounded-mark text-quiet hover:bg-hover hover:text-ink"
    >
      <svg viewBox="0 0 8 8" className={`size-2 ${folded ? '' : 'rotate-90'}`} aria-hidden="true">
        <path d="M2 0.5 7 4 2 7.5z" fill="currentColor" />
      </svg>
    </button>
  );
}
