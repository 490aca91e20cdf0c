'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type Filter,
  type FilterFault,
  filterKeys,
  prepareFilter,
  readFilter,
} from '#lib/filter/read-filter.ts';
import { useInspection } from '../context/inspection.tsx';
import { createFeedStore, type FeedStore } from '../feed/feed-store.ts';
import { filterLoadedRows, parseFilter } from '../feed/filtered-feed.ts';
import { runFilteredFeed } from '../feed/run-filtered-feed.ts';
import { rememberFilter } from './recent-filters.ts';

/** How long after the last keystroke the filter is applied, milliseconds; longer while the text may become a key. */
const pause = 350;
const longPause = 1500;

export type FilterControl = {
  /** The text in the box. */
  readonly text: string;
  /** The applied filter: the last text without errors; empty for all requests. */
  readonly applied: string;
  /** The errors in the text. */
  readonly faults: readonly FilterFault[];
  /** What the applied filter looks at that may need an explanation where it finds nothing. */
  readonly uses: ReadonlySet<'body' | 'signature'>;
  /** The filtered list; null without a filter. */
  readonly found: FeedStore | null;
  /** Changes the text; it is applied after a pause. */
  type: (text: string) => void;
  /** Changes the text and applies it at once. */
  apply: (text: string) => void;
};

/** Whether the last term may be the beginning of a key: `me` of `method:`. */
function endsLikeKey(text: string): boolean {
  const last = /(?:^|\s)-?([a-z]+)$/i.exec(text)?.[1]?.toLowerCase();
  return last !== undefined && filterKeys.some(({ name }) => name.startsWith(last));
}

function usesOf(filter: Filter | null): FilterControl['uses'] {
  const uses = new Set<'body' | 'signature'>();
  if (filter?.needsBody) uses.add('body');
  if (filter?.words.some(({ key }) => key === 'signature')) uses.add('signature');
  return uses;
}

/** The filter of the list: its text, the applied filter and the matches. */
export function useFilter(all: FeedStore, first: string): FilterControl {
  const { api } = useInspection();
  const [text, setText] = useState(first);
  const [applied, setApplied] = useState(() => (parseFilter(first, 0) === null ? '' : first.trim()));
  const [prepared, setPrepared] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the result changes once the parser of patterns is loaded.
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
    if (!isEmpty && parseFilter(wanted, 0) === null) return;
    setApplied(wanted.trim());
    if (!isEmpty) rememberFilter(wanted.trim());
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: parses again once `prepared` changes.
  useEffect(() => {
    if (text.trim() === applied) return;
    const timer = setTimeout(() => follow(text), endsLikeKey(text) ? longPause : pause);
    return () => clearTimeout(timer);
  }, [text, prepared, applied, follow]);

  const search = useMemo(() => {
    const filter = parseFilter(applied, Date.now());
    return filter && { filter, text: applied, found: createFeedStore(filterLoadedRows(all.get(), filter)) };
  }, [all, applied]);
  useEffect(
    () => (search ? runFilteredFeed(all, search.found, { api, ...search }) : undefined),
    [all, api, search],
  );

  return {
    text,
    applied,
    faults,
    uses: usesOf(search?.filter ?? null),
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
