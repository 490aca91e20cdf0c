'use client';

import { Fragment, type KeyboardEvent, useCallback, useEffect, useId, useMemo, useState } from 'react';
import { type CodeLine, type CodeRows, type Container, lineText } from '#lib/body/code-line.ts';
import { lineOfPlace, useWanted } from '../detail/place.tsx';
import { MeaningNote } from '../meaning-note.tsx';
import {
  type Folds,
  fold,
  isFolded,
  lineAt,
  placeOfLine,
  shownCount,
  unfold,
  unfoldAround,
} from './folds.ts';
import { linesOf } from './lines-of.ts';
import { PathBar } from './path-bar.tsx';
import { Row } from './row.tsx';
import { RowsView, type Target } from './rows-view.tsx';
import { Spans } from './spans.tsx';
import { type Find, type FoundMark, useMarks } from './use-find.ts';
import { useRows } from './use-rows.ts';

/** Deeper than this, lines are drawn no further to the right. */
const deepest = 40;

type Props = {
  /** What it is, for those who do not see it: `Body as JSON`. */
  label: string;
  /** The kind it is read as, for links to its places. */
  kind: string;
  rows: CodeRows;
  wrap: boolean;
  find: Find;
  /** What the value in a line says beside what it is. */
  said?: (line: CodeLine) => { name: string | null; value: string } | null;
};

/** Something structured as it was written, laid out in lines that fold; one of them is chosen, and its path is shown. */
export function CodeView({ label, kind, rows, wrap, find, said }: Props) {
  const { count, done } = useRows(rows);
  const [folds, setFolds] = useState<Folds>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  // A container may have got its end since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more has been read.
  const lineOf = useMemo(() => linesOf(rows), [rows, count]);
  const marksIn = useMarks();
  const base = useId();

  const show = useCallback((line: number, turn: string | number) => {
    setFolds((now) => unfoldAround(now, line));
    setTarget({ row: line, turn });
  }, []);
  useWish(rows, count, done, (line, turn) => {
    setChosen(line);
    show(line, turn);
  });
  const { match, turn } = find;
  useEffect(() => {
    if (match) show(match.row, `find ${turn} ${match.row} ${match.from}`);
  }, [match, turn, show]);

  const toggle = useCallback(
    (line: number) => {
      const close = lineOf(line).opens?.closeLine ?? null;
      if (close === null) return;
      setFolds((now) => (isFolded(now, line) ? unfold(now, line) : fold(now, line, close)));
    },
    [lineOf],
  );

  const row = useCallback(
    (place: number) => {
      const index = lineAt(folds, place);
      const line = lineOf(index);
      const folded = isFolded(folds, index);
      const close = line.opens?.closeLine ?? null;
      return (
        <Row
          number={index + 1}
          chosen={index === chosen}
          marker={close !== null && <FoldButton folded={folded} onClick={() => toggle(index)} />}
        >
          <Line
            line={line}
            closing={folded && close !== null ? lineOf(close) : null}
            marks={marksIn(index, () => lineText(line))}
            said={said?.(line) ?? null}
          />
        </Row>
      );
    },
    [lineOf, folds, chosen, toggle, marksIn, said],
  );

  const rowProps = useCallback(
    (place: number) => {
      const index = lineAt(folds, place);
      const { depth, opens, closes } = lineOf(index);
      if (closes !== null) return { role: 'presentation' };
      return {
        role: 'treeitem',
        id: `${base}${index}`,
        'aria-level': depth + 1,
        'aria-selected': index === chosen,
        'aria-expanded': opens?.closeLine == null ? undefined : !isFolded(folds, index),
        onClick: () => isSelecting() || setChosen(index),
      };
    },
    [lineOf, folds, chosen, base],
  );

  const shown = shownCount(folds, count);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const step = treeStep(event.key, { rows, folds, shown, chosen });
    if (step === null) return;
    event.preventDefault();
    if (step.toggle) toggle(step.line);
    setChosen(step.line);
    setTarget({ row: step.line, turn: `key ${step.line} ${performance.now()}` });
  }

  const placed = useMemo(() => target && { ...target, row: placeOfLine(folds, target.row) }, [target, folds]);
  return (
    <>
      <RowsView
        label={label}
        count={shown}
        wrap={wrap}
        row={row}
        target={placed}
        rowProps={rowProps}
        treeProps={{
          'aria-activedescendant': chosen === null ? undefined : `${base}${chosen}`,
          onKeyDown,
          onFocus: (event) => {
            if (event.target === event.currentTarget) setChosen((now) => now ?? 0);
          },
        }}
      />
      {chosen !== null && chosen < count && <PathBar rows={rows} line={chosen} kind={kind} />}
    </>
  );
}

/** Goes where somebody wants to be, once that has been read. */
function useWish(
  rows: CodeRows,
  count: number,
  done: boolean,
  go: (line: number, turn: number) => void,
): void {
  const wanted = useWanted('body');
  const [gone, setGone] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more has been read.
  useEffect(() => {
    if (!wanted?.at || wanted.turn === gone) return;
    const place = lineOfPlace(wanted.at);
    const line = place
      ? (rows.rowAtPlace?.(place.line, place.column) ?? null)
      : (rows.rowAtPath?.(wanted.at) ?? null);
    if (line === null) return;
    setGone(wanted.turn);
    go(line, wanted.turn);
  }, [wanted, gone, rows, count, done]);
}

/** A click that ends the selecting of text chooses nothing. */
function isSelecting(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed;
}

type Tree = { rows: CodeRows; folds: Folds; shown: number; chosen: number | null };

/** Where a key leads in a tree (WAI-ARIA, the tree pattern); null for keys that are not its own. */
function treeStep(
  key: string,
  { rows, folds, shown, chosen }: Tree,
): { line: number; toggle?: boolean } | null {
  const move = (from: number, by: 1 | -1): number | null => {
    for (let place = from; place >= 0 && place < shown; place += by) {
      const line = lineAt(folds, place);
      if (rows.row(line).closes === null) return line;
    }
    return null;
  };
  const to = (line: number | null) => (line === null ? null : { line });
  if (key === 'Home') return to(move(0, 1));
  if (key === 'End') return to(move(shown - 1, -1));
  if (chosen === null) return ['ArrowDown', 'ArrowUp'].includes(key) ? to(move(0, 1)) : null;
  const place = placeOfLine(folds, chosen);
  const { opens, depth } = rows.row(chosen);
  const canFold = opens?.closeLine != null;
  const folded = isFolded(folds, chosen);
  switch (key) {
    case 'ArrowDown':
      return to(move(place + 1, 1)) ?? { line: chosen };
    case 'ArrowUp':
      return to(move(place - 1, -1)) ?? { line: chosen };
    case 'PageDown':
      return to(move(Math.min(shown - 1, place + 20), -1));
    case 'PageUp':
      return to(move(Math.max(0, place - 20), 1));
    case 'ArrowRight':
      if (canFold && folded) return { line: chosen, toggle: true };
      return canFold ? to(move(place + 1, 1)) : { line: chosen };
    case 'ArrowLeft': {
      if (canFold && !folded) return { line: chosen, toggle: true };
      let parent = place - 1;
      while (parent >= 0 && rows.row(lineAt(folds, parent)).depth >= depth) parent--;
      return { line: parent < 0 ? chosen : lineAt(folds, parent) };
    }
    case 'Enter':
    case ' ':
      return canFold ? { line: chosen, toggle: true } : null;
    default:
      return null;
  }
}

type LineProps = {
  line: CodeLine;
  closing: CodeLine | null;
  marks: readonly FoundMark[];
  said?: { name: string | null; value: string } | null;
};

/** One line; `closing` is the line that closes it when what is between is folded away. */
export function Line({ line, closing, marks, said = null }: LineProps) {
  const indent = Math.min(line.depth, deepest) * 18;
  return (
    // The hanging indent keeps what goes on below beside what it belongs to.
    <div style={{ paddingLeft: indent + 18, textIndent: -18 }} className="*:indent-0">
      <Spans spans={line.spans} marks={marks} />
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
      {said && <MeaningNote name={said.name} value={said.value} className="ml-3" />}
    </div>
  );
}

const nouns: Record<Container['kind'], readonly [one: string, many: string]> = {
  object: ['key', 'keys'],
  array: ['item', 'items'],
  element: ['child', 'children'],
  block: ['line', 'lines'],
  message: ['field', 'fields'],
};

function childrenWords({ kind, children }: Container): string {
  return `${children} ${nouns[kind][children === 1 ? 0 : 1]}`;
}

type FoldProps = { folded: boolean; onClick: () => void; what?: string };

/** Folds and unfolds; in a tree the arrow keys do, so that it is no stop for Tab there. */
export function FoldButton({ folded, onClick, what }: FoldProps) {
  return (
    <button
      type="button"
      tabIndex={what === undefined ? -1 : 0}
      aria-label={`${folded ? 'Unfold' : 'Fold'}${what === undefined ? '' : ` ${what}`}`}
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
