'use client';

import { useCallback, useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { rowOf } from './capture-rows.ts';
import type { FeedStore } from './feed-store.ts';
import { useInspection } from './inspection.tsx';
import { comparisonOf, mostForTypes, type Study, typesOf } from './study.ts';
import { useShortcut } from './use-shortcuts.ts';

/** A window that is open, with the request it is about. */
export type OpenStudy = Study & { readonly summary: CaptureSummary };

/** Comparing and making types, of what is picked or else of the request that is shown. */
export function useStudy(
  feed: FeedStore,
  list: FeedStore,
  picked: ReadonlySet<number>,
  shown: number | null,
) {
  const { captures } = useInspection();
  const [study, setStudy] = useState<OpenStudy | null>(null);

  const open = useCallback(
    async (wanted: Study) => {
      const { of } = wanted;
      try {
        // What was picked while a filter showed it need not be in any list by now.
        const row = rowOf(feed.get().rows, of) ?? rowOf(list.get().rows, of);
        setStudy({ ...wanted, summary: row ?? (await captures.load(of, new AbortController().signal)) });
      } catch (error) {
        noticeTrouble('The window could not be opened.', error);
      }
    },
    [captures, feed, list],
  );

  const comparePicked = () => {
    const wanted = comparisonOf(picked, shown);
    if (wanted) void open(wanted);
    else if (picked.size > 2) announce('Select two requests to compare them');
  };
  const typesOfPicked = () => {
    const wanted = typesOf(picked, shown);
    if (wanted) void open(wanted);
    else if (picked.size > 0) announce(`Types are made of up to ${mostForTypes} requests`);
  };
  useShortcut('diff', comparePicked);
  useShortcut('types', typesOfPicked);

  return { study, open, comparePicked, typesOfPicked, close: useCallback(() => setStudy(null), []) };
}
