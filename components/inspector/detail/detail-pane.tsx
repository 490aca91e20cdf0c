'use client';

import { Suspense, useState } from 'react';
import { ReceivedAtProvider } from '#components/meaning/meaning-note.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { indexOf, rowAt, rowOf } from '../feed/capture-rows.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { useCapture } from '../opened/use-capture.ts';
import { DetailActions } from './detail-actions.tsx';
import { DetailChips } from './detail-chips.tsx';
import { DetailTabs } from './detail-tabs.tsx';
import { RequestTarget } from './request-target.tsx';
import type { TabId } from './tab-ids.ts';
import { detailSection as words } from './words.ts';

// Most requests are neither held nor gone.
const HeldNote = lazyComponent(() => import('../held/held-note.tsx'));
const RequestGone = lazyComponent(() => import('./request-gone.tsx'));

type Props = {
  feed: FeedStore;
  /** The list as shown, which may be filtered. */
  list: FeedStore;
  seq: number;
  tab: TabId | null;
  onTab: (tab: TabId) => void;
  onFollow: () => void;
};

/** One capture: its facts, its actions and its contents. */
export function DetailPane({ feed, list, seq, tab, onTab, onFollow }: Props) {
  const rowOfFeed = useFeedValue(feed, (state) => rowOf(state.rows, seq));
  const rowOfList = useFeedValue(list, (state) => rowOf(state.rows, seq));
  const row = rowOfFeed ?? rowOfList;
  const nearby = useFeedValue(list, (state) => neighbours(state, seq));
  const { capture, trouble, retry } = useCapture(seq, nearby === '' ? [] : nearby.split(',').map(Number));
  const summary = row ?? capture;
  const [isResponding, setResponding] = useState(false);
  const respond = () => {
    setResponding(true);
    onTab('reply');
  };

  if (
    trouble?.code === 'capture-not-found' ||
    (!row && !trouble && feed.get().floor <= seq && isKnown(feed, seq))
  ) {
    return (
      <Suspense>
        <RequestGone seq={seq} onFollow={onFollow} />
      </Suspense>
    );
  }
  return (
    <article aria-label={words.request(seq)} className="flex min-h-full flex-col wide:h-full">
      {summary && (
        <header className="shrink-0 px-4 pt-4 wide:px-5">
          <div className="flex gap-3">
            <div className="min-w-0 flex-1">
              <RequestTarget summary={summary} />
            </div>
            <span
              title={words.request(seq)}
              className="hidden shrink-0 text-quiet text-name tabular-nums wide:inline"
            >
              {words.number(seq)}
            </span>
          </div>
          <DetailChips summary={summary} capture={capture} />
          <DetailActions summary={summary} capture={capture} />
          {summary.held && !summary.reply && (
            <Suspense>
              <HeldNote summary={summary} onRespond={respond} />
            </Suspense>
          )}
        </header>
      )}
      {trouble && (
        <div className="p-5">
          <TroubleNote trouble={trouble} onRetry={retry} />
        </div>
      )}
      {summary && !trouble && (
        <ReceivedAtProvider value={summary.receivedAtMicros / 1000}>
          <DetailTabs
            summary={summary}
            capture={capture}
            tab={tab}
            onTab={onTab}
            isResponding={isResponding}
          />
        </ReceivedAtProvider>
      )}
    </article>
  );
}

/** The seqs before and after this one in the list, joined by commas: equal neighbours are then equal values. */
function neighbours(state: Feed, seq: number): string {
  const index = indexOf(state.rows, seq);
  return [rowAt(state.rows, index + 1), rowAt(state.rows, index - 1)]
    .map((row) => row?.seq)
    .filter((neighbour) => neighbour !== undefined)
    .join();
}

function isKnown(feed: FeedStore, seq: number): boolean {
  return feed.get().known.some(([from, to]) => from <= seq && seq <= to);
}
