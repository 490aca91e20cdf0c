'use client';

import { useCallback, useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { rowOf } from '../feed/capture-rows.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { comparisonOf, maxForTypes, type RequestDialog, typesOf } from '../opened/request-dialog.ts';
import { requestDialogs } from './words.ts';

/** An open dialog, with the request it is about. */
export type OpenRequestDialog = RequestDialog & { readonly summary: CaptureSummary };

/** Opens the dialogs to compare requests and to generate types, for the picked requests or else the one shown. */
export function useRequestDialog(
  feed: FeedStore,
  list: FeedStore,
  picked: ReadonlySet<number>,
  shown: number | null,
) {
  const { captures } = useInspection();
  const [requestDialog, setRequestDialog] = useState<OpenRequestDialog | null>(null);

  const open = useCallback(
    async (wanted: RequestDialog) => {
      const { of } = wanted;
      try {
        // A request picked while a filter was applied may be in no list now.
        const row = rowOf(feed.get().rows, of) ?? rowOf(list.get().rows, of);
        setRequestDialog({
          ...wanted,
          summary: row ?? (await captures.load(of, new AbortController().signal)),
        });
      } catch (error) {
        noticeTrouble(requestDialogs.failed, error);
      }
    },
    [captures, feed, list],
  );

  const comparePicked = () => {
    const wanted = comparisonOf(picked, shown);
    if (wanted) void open(wanted);
    else if (picked.size > 2) announce(requestDialogs.selectTwo);
  };
  const typesOfPicked = () => {
    const wanted = typesOf(picked, shown);
    if (wanted) void open(wanted);
    else if (picked.size > 0) announce(requestDialogs.tooManyForTypes(maxForTypes));
  };
  useShortcut('diff', comparePicked);
  useShortcut('types', typesOfPicked);

  return {
    shown: requestDialog,
    open,
    comparePicked,
    typesOfPicked,
    close: useCallback(() => setRequestDialog(null), []),
  };
}
