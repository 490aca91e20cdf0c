'use client';

import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { countOf } from '#components/ui/count-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { rowOf, rowsBetween } from '../feed/capture-rows.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { filtersOf, noSelection, reduceSelection } from './selection.ts';
import { selectionDelete, selectionPin } from './words.ts';

export type SelectionControl = ReturnType<typeof useSelection>;

/** How many API calls run at once. */
const concurrency = 4;

/** Deletes requests that can be brought back; false when there are too many for that, and a question has to be asked. */
type DeleteSoon = (seqs: readonly number[]) => boolean;

/** Requests picked in the list, and the actions for all of them. */
export function useSelection(
  all: FeedStore,
  list: FeedStore,
  { ask, deleteSoon }: { ask: (question: Question) => void; deleteSoon: DeleteSoon },
) {
  const { api } = useInspection();
  const [selection, dispatch] = useReducer(reduceSelection, noSelection);
  const { picked, anchor } = selection;

  useEffect(
    () =>
      all.watch((event) => {
        if (event.type === 'removed') dispatch({ type: 'removed', seqs: event.seqs });
        if (event.type === 'removed-up-to') dispatch({ type: 'cleared' });
      }),
    [all],
  );

  const toggle = useCallback((seqs: readonly number[]) => dispatch({ type: 'toggled', seqs }), []);
  /** Picks the rows of the list from where Shift began to these, the oldest first. */
  const extend = useCallback(
    (from: number, stands: readonly CaptureSummary[]) => {
      const begin = anchor ?? from;
      const [oldest, newest] = [stands[0]!.seq, stands.at(-1)!.seq];
      const to = oldest < begin ? oldest : newest;
      const rows = rowsBetween(list.get().rows, Math.min(begin, to), Math.max(begin, to));
      dispatch({ type: 'extended', from: begin, seqs: [...rows].map(({ seq }) => seq) });
    },
    [list, anchor],
  );
  const clear = useCallback(() => dispatch({ type: 'cleared' }), []);

  const actions = useMemo(() => {
    const requests = countOf(picked.size, 'request');

    async function pin(): Promise<void> {
      const seqs = [...picked];
      const pinned = !seqs.every((seq) => rowOf(all.get().rows, seq)?.pinned);
      const lane = async () => {
        for (let seq = seqs.pop(); seq !== undefined; seq = seqs.pop()) {
          await api.changeCapture(seq, { pinned });
          all.dispatch({ type: 'changed', changes: [{ seq, pinned }] });
        }
      };
      try {
        await Promise.all(Array.from({ length: concurrency }, lane));
        announce(pinned ? selectionPin.pinned(requests) : selectionPin.unpinned(requests));
      } catch (error) {
        noticeTrouble(pinned ? selectionPin.pinFailed : selectionPin.unpinFailed, error);
      }
    }

    async function removeNow(): Promise<void> {
      let removed = 0;
      for (const filter of filtersOf(picked)) removed += (await api.removeMatching(filter)).removed;
      all.dispatch({ type: 'may-be-stale' });
      dispatch({ type: 'cleared' });
      announce(selectionDelete.deleted(countOf(removed, 'request')));
    }

    return {
      pin,
      remove: () => {
        const seqs = [...picked].filter((seq) => !rowOf(all.get().rows, seq)?.pinned);
        if (deleteSoon(seqs)) return dispatch({ type: 'cleared' });
        ask({
          title: selectionDelete.title(requests),
          consequence: selectionDelete.consequence,
          verb: selectionDelete.confirm(picked.size),
          failed: selectionDelete.failed,
          act: removeNow,
        });
      },
    };
  }, [all, api, ask, deleteSoon, picked]);

  return { picked, toggle, extend, clear, ...actions };
}
