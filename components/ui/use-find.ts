'use client';

import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { findPattern, type Match, placesIn, Search } from '#lib/body/find.ts';
import type { Rows } from '#lib/body/rows.ts';

/** How long a slice of a search may block the page, milliseconds, and how many rows are searched between checks of the clock. */
const sliceTime = 8;
const stride = 200;
/** How often the growing count is rendered, milliseconds. */
const drawInterval = 120;

export type Find = {
  readonly isOpen: boolean;
  readonly query: string;
  readonly matchCase: boolean;
  /** What is searched for; null for nothing. */
  readonly pattern: RegExp | null;
  readonly count: number;
  /** Whether the search stopped at the limit of matches, so that there may be more. */
  readonly isFull: boolean;
  readonly done: boolean;
  /** The index of the current match, from 0, and the match; null when there is none. */
  readonly current: number;
  readonly match: Match | null;
  /** Increases with every step, so that going to the same match scrolls again. */
  readonly turn: number;
  open(): void;
  close(): void;
  ask(query: string): void;
  setMatchCase(matchCase: boolean): void;
  step(by: 1 | -1): void;
};

/** Searches the rows of a body, in slices between frames; the first match is shown at once. */
export function useFind(rows: Rows<unknown>): Find {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [at, setAt] = useState({ current: 0, turn: 0 });
  const [, draw] = useState(0);
  const pattern = useMemo(
    () => (isOpen && rows.textOf ? findPattern(query, matchCase) : null),
    [isOpen, query, matchCase, rows],
  );
  const search = useMemo(() => (pattern === null ? null : new Search(rows, pattern)), [rows, pattern]);

  useEffect(() => {
    setAt(({ turn }) => ({ current: 0, turn: turn + 1 }));
    if (search === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let drawnAt = Number.NEGATIVE_INFINITY;
    function slice(): void {
      const until = performance.now() + sliceTime;
      const before = search!.matches.length;
      while (!search!.done && performance.now() < until) search!.step(stride);
      const isFirst = before === 0 && search!.matches.length > 0;
      if (isFirst || search!.done || performance.now() - drawnAt > drawInterval) {
        drawnAt = performance.now();
        draw((count) => count + 1);
      }
      if (!search!.done) timer = setTimeout(slice, 4);
    }
    slice();
    return () => clearTimeout(timer);
  }, [search]);

  const matches = search?.matches ?? [];
  const current = Math.min(at.current, Math.max(0, matches.length - 1));
  return {
    isOpen,
    query,
    matchCase,
    pattern,
    count: matches.length,
    isFull: search?.isFull ?? false,
    done: search?.done ?? true,
    current,
    match: matches[current] ?? null,
    turn: at.turn,
    open: () => setOpen(true),
    close: () => setOpen(false),
    ask: setQuery,
    setMatchCase,
    step(by) {
      if (matches.length === 0) return;
      setAt({ current: (current + by + matches.length) % matches.length, turn: at.turn + 1 });
    },
  };
}

/** A range of a row's text to mark as a match. */
export type FoundMark = { readonly from: number; readonly to: number; readonly current: boolean };

type Marking = { readonly pattern: RegExp | null; readonly match: Match | null };

const MarkingContext = createContext<Marking>({ pattern: null, match: null });
export const MarkingProvider = MarkingContext;

/** Whether matches of a search are marked, each of which is an element. */
export function useIsMarking(): boolean {
  return useContext(MarkingContext).pattern !== null;
}

const none: readonly FoundMark[] = [];
/** The most matches that are marked in a row, besides the current one. */
const mostMarked = 1000;

/** Returns a function that finds the matches in a row, given its text. */
export function useMarks(): (row: number, text: () => string) => readonly FoundMark[] {
  const { pattern, match } = useContext(MarkingContext);
  return useMemo(
    () => (row, text) => {
      if (pattern === null) return none;
      const marks = placesIn(text(), pattern, mostMarked).map(([from, to]) => ({
        from,
        to,
        current: match?.row === row && match.from === from,
      }));
      if (match?.row === row && match.from > (marks.at(-1)?.from ?? Number.POSITIVE_INFINITY)) {
        marks.push({ from: match.from, to: match.to, current: true });
      }
      return marks;
    },
    [pattern, match],
  );
}
