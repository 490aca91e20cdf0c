'use client';

import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { Question } from '#components/ui/question.ts';
import { rowOf, rowsBetween } from '../capture-rows.ts';
import type { FeedStore } from '../feed-store.ts';
import { useInspection } from '../inspection.tsx';
import { filtersOf, noSelection, reduceSelection } from './selection.ts';

export type SelectionControl = ReturnType<typeof useSelection>;

/** How many changes are asked for at once. */
const together = 4;

/** Several requests picked out of the list, and what may be done with all of them. */
export function useSelection(all: FeedStore, list: FeedStore, ask: (question: Question) => void) {
  const { api } = useInspection();
  const [selection, tell] = useReducer(reduceSelection, noSelection);
  const { picked, anchor } = selection;

  useEffect(
    () =>
      all.watch((event) => {
        if (event.type === 'removed') tell({ type: 'removed', seqs: event.seqs });
        if (event.type === 'removed-up-to') tell({ type: 'cleared' });
      }),
    [all],
  );

  const toggle = useCallback((seq: number) => tell({ type: 'toggled', seq }), []);
  /** From where Shift began to this row, as the list shows them. */
  const extend = useCallback(
    (from: number, to: number) => {
      const begin = anchor ?? from;
      const rows = rowsBetween(list.get().rows, Math.min(begin, to), Math.max(begin, to));
      tell({ type: 'extended', from: begin, seqs: [...rows].map(({ seq }) => seq) });
    },
    [list, anchor],
  );
  const clear = useCallback(() => tell({ type: 'cleared' }), []);

  const actions = useMemo(() => {
    const words = countOf(picked.size, 'request');

    async function pin(): Promise<void> {
      const seqs = [...picked];
      const pinned = !seqs.every((seq) => rowOf(all.get().rows, seq)?.pinned);
      const lane = async () => {
        for (let seq = seqs.pop(); seq !== undefined; seq = seqs.pop()) {
          await api.changeCapture(seq, { pinned });
          all.tell({ type: 'changed', changes: [{ seq, pinned }] });
        }
      };
      try {
        await Promise.all(Array.from({ length: together }, lane));
        announce(`${words} ${pinned ? 'pinned' : 'unpinned'}`);
      } catch (error) {
        noticeTrouble(`Not all were ${pinned ? 'pinned' : 'unpinned'}.`, error);
      }
    }

    async function removeNow(): Promise<void> {
      let removed = 0;
      for (const filter of filtersOf(picked)) removed += (await api.removeFound(filter)).removed;
      all.tell({ type: 'doubted' });
      tell({ type: 'cleared' });
      announce(`${countOf(removed, 'request')} deleted`);
    }

    return {
      pin,
      remove: () =>
        ask({
          title: `Delete ${words}?`,
          consequence:
            'They are gone for everybody who looks at this bin, and cannot be brought back. Pinned ones among them stay.',
          verb: `Delete ${picked.size}`,
          failed: 'Not all of them were deleted.',
          act: removeNow,
        }),
    };
  }, [all, api, ask, picked]);

  return { picked, toggle, extend, clear, ...actions };
}
