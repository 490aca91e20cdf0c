'use client';

import { useCallback, useMemo, useState } from 'react';
import { deletingWords } from '#components/bin/bin-questions.ts';
import { announce } from '#components/ui/announcer.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { countOf } from '#components/ui/count-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { type DeletionControl, mostWithoutQuestion } from '../deletion/use-deletion.ts';
import { indexOf, rowAt, rowOf } from '../feed/capture-rows.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import { useSelection } from '../selection/use-selection.ts';
import { useRequestDialog } from './use-request-dialog.ts';
import { useSending } from './use-sending.ts';
import { deleteAllRequests, deleteBin, requestActions } from './words.ts';

/** The actions that change a bin, for buttons, menus and shortcuts. Those that cannot be undone ask for confirmation; requests can be brought back for some seconds. */
export function useBinActions(
  feed: FeedStore,
  list: FeedStore,
  reader: OpenedRequestControl,
  selected: number | null,
  { deleteSoon }: DeletionControl,
) {
  const { api, bin, may } = useInspection();
  const [question, setQuestion] = useState<Question | null>(null);
  const [noted, setNoted] = useState<CaptureSummary | null>(null);
  const { choose, follow } = reader;
  /** Deletes requests soon. If the one that is shown is among them, the one next to it is opened. */
  const removeSoon = useCallback(
    (seqs: readonly number[]): boolean => {
      if (seqs.length > mostWithoutQuestion) return false;
      if (seqs.length === 0) {
        announce(requestActions.allPinned);
        return true;
      }
      if (selected === null || !seqs.includes(selected)) {
        deleteSoon(seqs, () => {});
        return true;
      }
      const next = rowBeside(list.get(), selected, seqs);
      deleteSoon(seqs, () => choose(selected));
      if (next) choose(next.seq);
      else follow();
      return true;
    },
    [list, deleteSoon, choose, follow, selected],
  );
  const selection = useSelection(feed, list, { ask: setQuestion, deleteSoon: removeSoon });
  const hasPicked = selection.picked.size > 0;
  const requestDialog = useRequestDialog(feed, list, selection.picked, selected);
  const sending = useSending(selection.picked, selected);
  const { open } = requestDialog;

  const actions = useMemo(() => {
    async function pin({ seq, pinned }: CaptureSummary): Promise<void> {
      try {
        const changed = await api.changeCapture(seq, { pinned: !pinned });
        feed.dispatch({ type: 'changed', changes: [{ seq, pinned: changed.pinned }] });
        announce(changed.pinned ? requestActions.pinned : requestActions.unpinned);
      } catch (error) {
        noticeTrouble(pinned ? requestActions.unpinFailed : requestActions.pinFailed, error);
      }
    }

    async function clearNow(): Promise<void> {
      await api.removeCaptures();
      feed.dispatch({ type: 'may-be-stale' });
      reader.follow();
    }

    async function deleteBinNow(): Promise<void> {
      await api.remove();
      // The home page shows the deleted bin, with a button to restore it.
      location.replace('/?bins');
    }

    return {
      pin,
      note: setNoted,
      compare: ({ seq }: CaptureSummary) => void open({ is: 'compare', of: seq, other: null }),
      types: ({ seq }: CaptureSummary) => void open({ is: 'types', of: seq, seqs: null }),
      choose: reader.choose,
      remove: ({ seq }: CaptureSummary) => void removeSoon([seq]),
      clear: () =>
        setQuestion({
          title: deleteAllRequests.title,
          consequence: deleteAllRequests.consequence(countOf(feed.get().total, 'request')),
          verb: deleteAllRequests.confirm,
          failed: deleteAllRequests.failed,
          act: clearNow,
        }),
      deleteBin: () =>
        setQuestion({
          title: deleteBin.title,
          consequence: deletingWords(bin.captureUrl),
          verb: deleteBin.confirm,
          failed: deleteBin.failed,
          act: deleteBinNow,
        }),
    };
  }, [api, bin, feed, open, removeSoon, reader.choose, reader.follow]);

  const row = () =>
    selected === null ? undefined : (rowOf(feed.get().rows, selected) ?? rowOf(list.get().rows, selected));
  const pin = () => {
    const current = row();
    if (hasPicked) void selection.pin();
    else if (current) void actions.pin(current);
  };
  const remove = () => {
    const current = row();
    if (hasPicked) selection.remove();
    else if (current) actions.remove(current);
  };
  const note = () => {
    const current = row();
    if (current) setNoted(current);
  };
  useShortcut('pin', may('pin') ? pin : null);
  useShortcut('delete', may('delete-captures') ? remove : null);
  useShortcut('note', may('note') ? note : null);

  return {
    ...actions,
    replay: sending.replay,
    edit: sending.edit,
    sending,
    selection,
    requestDialog,
    noted,
    closeNote: () => setNoted(null),
    question,
    dismiss: () => setQuestion(null),
  };
}

/** The row to open instead of `seq` when some are deleted: the next older one that stays, else the next newer one. */
function rowBeside({ rows }: Feed, seq: number, deleted: readonly number[]): CaptureSummary | null {
  const gone = new Set(deleted);
  const place = indexOf(rows, seq);
  for (const step of [1, -1]) {
    for (let at = place + step; ; at += step) {
      const row = rowAt(rows, at);
      if (!row) break;
      if (!gone.has(row.seq)) return row;
    }
  }
  return null;
}
