'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { PageOrder } from '#components/api/forwards.ts';
import type { ForwardItemJson, ForwardItemPage } from '#lib/model/forward-json.ts';

/** Returns a page of a list; another function for another list. */
export type FetchItems = (order: PageOrder, signal: AbortSignal) => Promise<ForwardItemPage>;

/** How many rows are shown at first, and how many more each time; and how many one call returns at most. */
const pageLength = 50;
const longestPage = 200;

type Items = { readonly items: readonly ForwardItemJson[]; readonly hasMore: boolean };

/** The requests of a list, newest first. They are fetched again when `changes` changes, as many as are shown. */
export function useItems(fetch: FetchItems, changes: number) {
  const [shown, setShown] = useState<Items | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [wanted, setWanted] = useState(pageLength);
  const [attempt, setAttempt] = useState(0);
  const [list, setList] = useState(() => fetch);
  /** The number of the latest call, and of the latest one whose result is shown. */
  const calls = useRef({ begun: 0, shown: 0 });
  const leaving = useRef(new AbortController());
  if (list !== fetch) {
    setList(() => fetch);
    setShown(null);
    setTrouble(null);
    setWanted(pageLength);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: calls for the list before are of no use.
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, [fetch]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched again after a change, and when a person asks.
  useEffect(() => {
    const { signal } = leaving.current;
    const call = ++calls.current.begun;
    // A call may take longer than it takes to the next change: whatever is newer than what is shown is shown.
    const isNews = () => !signal.aborted && call > calls.current.shown;
    fetchItems(fetch, wanted, signal).then(
      (found) => {
        if (!isNews()) return;
        calls.current.shown = call;
        setShown(found);
        setTrouble(null);
      },
      (error) => {
        if (!isAbort(error) && isNews()) setTrouble(troubleFrom(error));
      },
    );
  }, [fetch, changes, wanted, attempt]);

  return {
    items: shown?.items ?? null,
    hasMore: shown?.hasMore ?? false,
    trouble,
    showMore: useCallback(() => setWanted((count) => count + pageLength), []),
    reload: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

async function fetchItems(fetch: FetchItems, wanted: number, signal: AbortSignal): Promise<Items> {
  const items: ForwardItemJson[] = [];
  let before: string | undefined;
  for (;;) {
    const limit = Math.min(longestPage, wanted - items.length);
    const page = await fetch(before === undefined ? { limit } : { before, limit }, signal);
    items.push(...page.items);
    if (page.next === null) return { items, hasMore: false };
    if (items.length >= wanted) return { items, hasMore: true };
    before = page.next;
  }
}
