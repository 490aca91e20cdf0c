'use client';

import { useMemo, useState } from 'react';
import { deletingWords } from '#components/bin/bin-questions.ts';
import { countOf } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { Question } from '#components/ui/question.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { indexOf, rowAt, rowOf } from './capture-rows.ts';
import type { FeedStore } from './feed-store.ts';
import { useInspection } from './inspection.tsx';
import { useSelection } from './selection/use-selection.ts';
import type { Reader } from './use-reading.ts';
import { useShortcut } from './use-shortcuts.ts';
import { useStudy } from './use-study.ts';

/** What changes a bin, from buttons, menus and keys. What cannot be undone is asked first. */
export function useActions(feed: FeedStore, list: FeedStore, reader: Reader, selected: number | null) {
  const { api, bin, may } = useInspection();
  const [question, setQuestion] = useState<Question | null>(null);
  const [noted, setNoted] = useState<CaptureSummary | null>(null);
  const selection = useSelection(feed, list, setQuestion);
  const hasPicked = selection.picked.size > 0;
  const study = useStudy(feed, list, selection.picked, selected);
  const { open } = study;

  const actions = useMemo(() => {
    async function pin({ seq, pinned }: CaptureSummary): Promise<void> {
      try {
        const changed = await api.changeCapture(seq, { pinned: !pinned });
        feed.tell({ type: 'changed', changes: [{ seq, pinned: changed.pinned }] });
        announce(changed.pinned ? 'Pinned' : 'Unpinned');
      } catch (error) {
        noticeTrouble(pinned ? 'It was not unpinned.' : 'It was not pinned.', error);
      }
    }

    async function removeNow({ seq }: CaptureSummary): Promise<void> {
      const { rows } = list.get();
      const index = indexOf(rows, seq);
      const neighbour = rowAt(rows, index + 1) ?? rowAt(rows, index - 1);
      await api.removeCapture(seq);
      feed.tell({ type: 'removed', seqs: [seq] });
      announce('Deleted');
      if (neighbour) reader.choose(neighbour.seq);
      else reader.follow();
    }

    async function clearNow(): Promise<void> {
      await api.removeCaptures();
      feed.tell({ type: 'doubted' });
      reader.follow();
    }

    async function deleteBinNow(): Promise<void> {
      await api.remove();
      // There it says so, with the way back.
      location.replace('/?bins');
    }

    return {
      pin,
      note: setNoted,
      compare: ({ seq }: CaptureSummary) => void open({ is: 'compare', of: seq, other: null }),
      types: ({ seq }: CaptureSummary) => void open({ is: 'types', of: seq, seqs: null }),
      choose: reader.choose,
      remove: (row: CaptureSummary) =>
        setQuestion({
          title: `Delete request ${row.seq}?`,
          consequence: 'It is gone for everybody who looks at this bin, and cannot be brought back.',
          verb: 'Delete',
          failed: 'The request was not deleted.',
          act: () => removeNow(row),
        }),
      clear: () =>
        setQuestion({
          title: 'Delete all requests?',
          consequence: `${countOf(feed.get().total, 'request')} of this bin go for everybody. Pinned ones stay. The address keeps working.`,
          verb: 'Delete all',
          failed: 'The requests were not deleted.',
          act: clearNow,
        }),
      deleteBin: () =>
        setQuestion({
          title: 'Delete this bin?',
          consequence: deletingWords(bin.captureUrl),
          verb: 'Delete the bin',
          failed: 'The bin was not deleted.',
          act: deleteBinNow,
        }),
    };
  }, [api, bin, feed, list, open, reader.choose, reader.follow]);

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
    selection,
    study,
    noted,
    closeNote: () => setNoted(null),
    question,
    dismiss: () => setQuestion(null),
  };
}
