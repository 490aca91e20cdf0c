'use client';

import { useState } from 'react';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { indexOf, rowAt, rowOf } from '../capture-rows.ts';
import type { Feed } from '../feed.ts';
import type { FeedStore } from '../feed-store.ts';
import { ReceivedAtProvider } from '../meaning-note.tsx';
import { useFeedValue } from '../use-feed.ts';
import { DetailActions } from './detail-actions.tsx';
import { DetailChips } from './detail-chips.tsx';
import { DetailTabs, type TabId } from './detail-tabs.tsx';
import { Gone } from './gone.tsx';
import { HeldNote } from './held-note.tsx';
import { Target } from './target.tsx';
import { useCapture } from './use-capture.ts';

type Props = {
  feed: FeedStore;
  /** The list as it is shown, which a filter may have made shorter. */
  list: FeedStore;
  seq: number;
  tab: TabId | null;
  onTab: (tab: TabId) => void;
  onFollow: () => void;
};

/** One capture: what it is, what people do with it, and all that is in it. */
export function DetailPane({ feed, list, seq, tab, onTab, onFollow }: Props) {
  const ofAll = useFeedValue(feed, (state) => rowOf(state.rows, seq));
  const ofList = useFeedValue(list, (state) => rowOf(state.rows, seq));
  const row = ofAll ?? ofList;
  const near = useFeedValue(list, (state) => neighbours(state, seq));
  const { capture, trouble, retry } = useCapture(seq, near === '' ? [] : near.split(',').map(Number));
  const summary = row ?? capture;
  const [answering, setAnswering] = useState(false);
  const answer = () => {
    setAnswering(true);
    onTab('reply');
  };

  if (
    trouble?.code === 'capture-not-found' ||
    (!row && !trouble && feed.get().floor <= seq && isKnown(feed, seq))
  ) {
    return <Gone seq={seq} onFollow={onFollow} />;
  }
  return (
    <article aria-label={`Request ${seq}`} className="flex min-h-full flex-col wide:h-full">
      {summary && (
        <header className="shrink-0 px-4 pt-4 wide:px-5">
          <Target summary={summary} />
          <DetailChips summary={summary} capture={capture} />
          <DetailActions summary={summary} capture={capture} />
          <HeldNote summary={summary} onAnswer={answer} />
        </header>
      )}
      {trouble && (
        <div className="p-5">
          <TroubleNote trouble={trouble} onRetry={retry} />
        </div>
      )}
      {summary && !trouble && (
        <ReceivedAtProvider value={summary.receivedAtMicros / 1000}>
          <DetailTabs summary={summary} capture={capture} tab={tab} onTab={onTab} answering={answering} />
        </ReceivedAtProvider>
      )}
    </article>
  );
}

/** The seqs beside this one in the list, as text so that the same neighbours are the same value. */
function neighbours(state: Feed, seq: number): string {
  const index = indexOf(state.rows, seq);
  return [rowAt(state.rows, index + 1), rowAt(state.rows, index - 1)]
    .map((row) => row?.seq)
    .filter((near) => near !== undefined)
    .join();
}

function isKnown(feed: FeedStore, seq: number): boolean {
  return feed.get().known.some(([from, to]) => from <= seq && seq <= to);
}
