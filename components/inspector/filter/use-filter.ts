'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type FilterFault, filterKeys, prepareFilter, readFilter } from '#lib/filter/index.ts';
import { createFeedStore, type FeedStore } from '../feed-store.ts';
import { filterOf, foundFirst } from '../found-feed.ts';
import { useInspection } from '../inspection.tsx';
import { runFound } from '../run-found.ts';
import { rememberFilter } from './recent-filters.ts';

/** How long after the last letter the list follows what is typed, milliseconds; longer where that may become a key. */
const pause = 350;
const longPause = 1500;

export type FilterControl = {
  /** What stands in the box. */
  readonly text: string;
  /** What the list shows: the last text that could be read; empty for everything. */
  readonly applied: string;
  /** What is wrong with the text. */
  readonly faults: readonly FilterFault[];
  /** What the filter finds; null while the list is whole. */
  readonly found: FeedStore | null;
  /** The list follows once the typing pauses. */
  type: (text: string) => void;
  /** The list follows at once. */
  apply: (text: string) => void;
};

/** Whether the last word may be the beginning of a key: `me` of `method:`. */
function endsLikeKey(text: string): boolean {
  const last = /(?:^|\s)-?([a-z]+)$/i.exec(text)?.[1]?.toLowerCase();
  return last !== undefined && filterKeys.some(({ name }) => name.startsWith(last));
}

/** The filter of the list: what is typed, what holds, and what it finds. */
export function useFilter(all: FeedStore, first: string): FilterControl {
  const { api } = useInspection();
  const [text, setText] = useState(first);
  const [applied, setApplied] = useState(() => (filterOf(first, 0) === null ? '' : first.trim()));
  const [prepared, setPrepared] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once what reads a /pattern/ is here, the text reads otherwise.
  const faults = useMemo(() => readFilter(text, 0).faults, [text, prepared]);
  useEffect(() => {
    let isGone = false;
    prepareFilter(text).then(
      () => isGone || setPrepared(text),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [text]);
  const latest = useRef(text);
  latest.current = text;

  const follow = useCallback((wanted: string) => {
    const isEmpty = wanted.trim() === '';
    if (!isEmpty && filterOf(wanted, 0) === null) return;
    setApplied(wanted.trim());
    if (!isEmpty) rememberFilter(wanted.trim());
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    if (text.trim() === applied) return;
    const timer = setTimeout(() => follow(text), endsLikeKey(text) ? longPause : pause);
    return () => clearTimeout(timer);
  }, [text, prepared, applied, follow]);

  const search = useMemo(() => {
    const filter = filterOf(applied, Date.now());
    return filter && { filter, text: applied, found: createFeedStore(foundFirst(all.get(), filter)) };
  }, [all, applied]);
  useEffect(() => (search ? runFound(all, search.found, { api, ...search }) : undefined), [all, api, search]);

  return {
    text,
    applied,
    faults,
    found: search?.found ?? null,
    type: setText,
    apply: useCallback(
      (wanted: string) => {
        setText(wanted);
        follow(wanted);
      },
      [follow],
    ),
  };
}
