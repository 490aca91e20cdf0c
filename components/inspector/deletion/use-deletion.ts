'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CallFailed } from '#components/api/call.ts';
import { countOf } from '#components/ui/count-words.ts';
import { closeNotice, noticeTrouble, showNotice } from '#components/ui/notices.tsx';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { filtersOf } from '../selection/selection.ts';
import { deletion as words } from './words.ts';

export type DeletionControl = ReturnType<typeof useDeletion>;

/** How long a deletion can be undone, milliseconds. */
const undoTime = 10_000;
/** The most requests that are deleted at once without a question: each is hidden in the list meanwhile. */
export const mostWithoutQuestion = 100;

type Pending = { readonly seqs: readonly number[]; readonly notice: number; readonly onUndone: () => void };

const none: ReadonlySet<number> = new Set();

/**
 * Deletes requests that can be brought back for some seconds: they are `hidden` at once, and the server is asked to delete them when the
 * notice about them goes, others are deleted, or the page is left. Until then nothing has changed for anybody else.
 */
export function useDeletion(feed: FeedStore) {
  const { api } = useInspection();
  const [hidden, setHidden] = useState(none);
  const pending = useRef<Pending | null>(null);
  const [isPending, setPending] = useState(false);

  const show = useCallback(
    (seqs: readonly number[]) =>
      setHidden((now) => {
        const left = new Set(now);
        for (const seq of seqs) left.delete(seq);
        return left.size === 0 ? none : left;
      }),
    [],
  );

  const actions = useMemo(() => {
    function take(): Pending | null {
      const taken = pending.current;
      pending.current = null;
      setPending(false);
      return taken;
    }

    async function deleteNow(): Promise<void> {
      const taken = take();
      if (!taken) return;
      const { seqs, notice } = taken;
      closeNotice(notice);
      try {
        if (await areAllDeleted(seqs)) feed.dispatch({ type: 'removed', seqs: [...seqs] });
        else feed.dispatch({ type: 'may-be-stale' });
      } catch (error) {
        noticeTrouble(words.failed(countOf(seqs.length, 'request')), error);
      }
      show(seqs);
    }

    async function areAllDeleted(seqs: readonly number[]): Promise<boolean> {
      const [only] = seqs;
      if (seqs.length === 1 && only !== undefined) {
        await api.removeCapture(only).catch(ignoreMissing);
        return true;
      }
      let removed = 0;
      for (const filter of filtersOf(new Set(seqs))) removed += (await api.removeMatching(filter)).removed;
      return removed === seqs.length;
    }

    function undo(): void {
      const taken = take();
      if (!taken) return;
      closeNotice(taken.notice);
      show(taken.seqs);
      taken.onUndone();
    }

    return {
      deleteNow,
      undo,
      /** Deletes requests soon. `onUndone` is called when they are brought back. */
      deleteSoon(seqs: readonly number[], onUndone: () => void): void {
        void deleteNow();
        setHidden((now) => new Set([...now, ...seqs]));
        const notice = showNotice({
          tone: 'good',
          words: seqs.length === 1 ? words.one(seqs[0]!) : words.several(countOf(seqs.length, 'request')),
          action: { label: words.undo, shortcut: 'z', act: undo },
          time: undoTime,
          onGone: () => void deleteNow(),
        });
        pending.current = { seqs, notice, onUndone };
        setPending(true);
      },
    };
  }, [api, feed, show]);

  useEffect(() => {
    const { deleteNow } = actions;
    addEventListener('pagehide', deleteNow);
    return () => {
      removeEventListener('pagehide', deleteNow);
      void deleteNow();
    };
  }, [actions]);

  useShortcut('undo', isPending ? actions.undo : null);

  return { hidden, deleteSoon: actions.deleteSoon };
}

/** Somebody else may have deleted the request meanwhile. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof CallFailed && error.trouble.code === 'capture-not-found')) throw error;
}
