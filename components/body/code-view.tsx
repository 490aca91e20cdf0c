'use client';

import { Fragment, type KeyboardEvent, useCallback, useEffect, useId, useMemo, useState } from 'react';
import { MeaningNote } from '#components/meaning/meaning-note.tsx';
import { lineOfPlace, useDestination } from '#components/request/place-in-request.tsx';
import { Spans } from '#components/ui/code-spans.tsx';
import { type Find, type FoundMark, useMarks } from '#components/ui/use-find.ts';
import { type CodeLine, type CodeRows, type Container, lineText } from '#lib/body/code-line.ts';
import { cachedLines } from './cached-lines.ts';
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
import type { NamedValue } from './json-field.ts';
import { PathBar } from './path-bar.tsx';
import { Row } from './row.tsx';
import { RowsView, type Target } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { codeView as words } from './words.ts';

/** The deepest indentation, levels. */
const deepest = 40;

type Props = {
  /** The accessible name: `Body as JSON`. */
  label: string;
  /** The kind of the view, for links to its lines. */
  kind: string;
  rows: CodeRows;
  wrap: boolean;
  find: Find;
  /** The name and value in a line, whose meaning is shown beside it. */
  fieldOf?: (line: CodeLine) => NamedValue | null;
};

/** Structured text as a tree of lines that collapse. The path of the selected line is shown below. */
export function CodeView({ label, kind, rows, wrap, find, fieldOf }: Props) {
  const { count, done } = useRows(rows);
  const [folds, setFolds] = useState<Folds>([]);
  const [selected, setSelected] = useState<number | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  // The end of a container may have been read since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more has been read.
  const lineOf = useMemo(() => cachedLines(rows), [rows, count]);
  const marksIn = useMarks();
  const base = useId();

  const show = useCallback((line: number, turn: string | number) => {
    setFolds((now) => unfoldAround(now, line));
    setTarget({ row: line, turn });
  }, []);
  useScrollToDestination(rows, count, done, (line, turn) => {
    setSelected(line);
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
          isSelected={index === selected}
          marker={close !== null && <FoldButton folded={folded} onClick={() => toggle(index)} />}
        >
          <Line
            line={line}
            closing={folded && close !== null ? lineOf(close) : null}
            marks={marksIn(index, () => lineText(line))}
            field={fieldOf?.(line) ?? null}
          />
        </Row>
      );
    },
    [lineOf, folds, selected, toggle, marksIn, fieldOf],
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
        'aria-selected': index === selected,
        'aria-expanded': opens?.closeLine == null ? undefined : !isFolded(folds, index),
        onClick: () => isSelecting() || setSelected(index),
      };
    },
    [lineOf, folds, selected, base],
  );

  const shown = shownCount(folds, count);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const step = treeStep(event.key, { rows, folds, shown, selected });
    if (step === null) return;
    event.preventDefault();
    if (step.toggle) toggle(step.line);
    setSelected(step.line);
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
          'aria-activedescendant': selected === null ? undefined : `${base}${selected}`,
          onKeyDown,
          onFocus: (event) => {
            if (event.target === event.currentTarget) setSelected((now) => now ?? 0);
          },
        }}
      />
      {selected !== null && selected < count && <PathBar rows={rows} line={selected} kind={kind} />}
    </>
  );
}

/** Calls `go` with the line of the destination as soon as that line has been read. */
function useScrollToDestination(
  rows: CodeRows,
  count: number,
  done: boolean,
  go: (line: number, turn: number) => void,
): void {
  const destination = useDestination('body');
  const [reachedTurn, setReachedTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more has been read.
  useEffect(() => {
    if (!destination?.at || destination.turn === reachedTurn) return;
    const place = lineOfPlace(destination.at);
    const line = place
      ? (rows.rowAtPlace?.(place.line, place.column) ?? null)
      : (rows.rowAtPath?.(destination.at) ?? null);
    if (line === null) return;
    setReachedTurn(destination.turn);
    go(line, destination.turn);
  }, [destination, reachedTurn, rows, count, done]);
}

/** Whether text is selected: the click that ends a text selection does not select a line. */
function isSelecting(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed;
}

type Tree = { rows: CodeRows; folds: Folds; shown: number; selected: number | null };

/** The line a key moves to (WAI-ARIA tree pattern); null for keys that the tree does not handle. */
function treeStep(
  key: string,
  { rows, folds, shown, selected }: Tree,
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
  if (selected === null) return ['ArrowDown', 'ArrowUp'].includes(key) ? to(move(0, 1)) : null;
  const place = placeOfLine(folds, selected);
  const { opens, depth } = rows.row(selected);
  const canFold = opens?.closeLine != null;
  const folded = isFolded(folds, selected);
  switch (key) {
    case 'ArrowDown':
      return to(move(place + 1, 1)) ?? { line: selected };
    case 'ArrowUp':
      return to(move(place - 1, -1)) ?? { line: selected };
    case 'PageDown':
      return to(move(Math.min(shown - 1, place + 20), -1));
    case 'PageUp':
      return to(move(Math.max(0, place - 20), 1));
    case 'ArrowRight':
      if (canFold && folded) return { line: selected, toggle: true };
      return canFold ? to(move(place + 1, 1)) : { line: selected };
    case 'ArrowLeft': {
      if (canFold && !folded) return { line: selected, toggle: true };
      let parent = place - 1;
      while (parent >= 0 && rows.row(lineAt(folds, parent)).depth >= depth) parent--;
      return { line: parent < 0 ? selected : lineAt(folds, parent) };
    }
    case 'Enter':
    case ' ':
      return canFold ? { line: selected, toggle: true } : null;
    default:
      return null;
  }
}

type LineProps = {
  line: CodeLine;
  closing: CodeLine | null;
  marks: readonly FoundMark[];
  field?: NamedValue | null;
};

/** One line. When it is collapsed, `closing` is the line that ends it. */
export function Line({ line, closing, marks, field = null }: LineProps) {
  const indent = Math.min(line.depth, deepest) * 18;
  return (
    // The hanging indent aligns wrapped text with its line.
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
          {/* When there is no room, only the note wraps, not its value. */}
          <wbr />
          <span className="ml-3 select-none whitespace-nowrap border-quiet border-b border-dotted font-sans text-small text-quiet">
            {note}
          </span>
        </Fragment>
      ))}
      {field && <MeaningNote name={field.name} value={field.value} className="ml-3" />}
    </div>
  );
}

function childrenWords({ kind, children }: Container): string {
  return words.children[kind](children);
}

type FoldProps = { folded: boolean; onClick: () => void; record?: number };

/** Expands and collapses a line, or a record. Trees have arrow keys for that, so the button is not in their tab order. */
export function FoldButton({ folded, onClick, record }: FoldProps) {
  const label =
    record === undefined
      ? folded
        ? words.expand
        : words.collapse
      : folded
        ? words.expandRecord(record)
        : words.collapseRecord(record);
  return (
    <button
      type="button"
      tabIndex={record === undefined ? -1 : 0}
      aria-label={label}
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
