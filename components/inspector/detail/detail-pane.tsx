'use client';

import { Suspense, useState } from 'react';
import { ReceivedAtProvider } from '#components/meaning/meaning-note.tsx';
import { useNavigation } from '#components/request/place-in-request.tsx';
import { Button } from '#components/ui/button.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { indexOf, rowAt, rowOf } from '../feed/capture-rows.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { hasSeq } from '../feed/seq-ranges.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import { useCapture } from '../opened/use-capture.ts';
import { signaturePlace } from '../signature/signature-place.ts';
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
  /** The filter of the list; null where the list cannot be filtered. */
  filter: Pick<FilterControl, 'found' | 'apply'> | null;
  /** Shows the request, where the list has the whole screen. */
  onShow: () => void;
};

/** One capture: its facts, its actions and its contents. */
export function DetailPane({ feed, list, seq, tab, onTab, onFollow, filter, onShow }: Props) {
  const rowOfFeed = useFeedValue(feed, (state) => rowOf(state.rows, seq));
  const rowOfList = useFeedValue(list, (state) => rowOf(state.rows, seq));
  const row = rowOfFeed ?? rowOfList;
  const nearby = useFeedValue(list, (state) => neighbours(state, seq));
  const { capture, trouble, retry } = useCapture(seq, nearby === '' ? [] : nearby.split(',').map(Number));
  const summary = row ?? capture;
  const isFilteredOut =
    useFeedValue(filter?.found ?? feed, (state) => isLeftOut(state, seq)) && filter?.found;
  const { go } = useNavigation();
  const verify = () => {
    onShow();
    go(signaturePlace);
  };
  useShortcut('verify', summary?.provider ? verify : null);
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
          {isFilteredOut && (
            <p role="status" className="mt-2 flex flex-wrap items-center gap-x-2 text-careful">
              {words.notInList}
              <Button onClick={() => filter?.apply('')}>{words.clearFilter}</Button>
            </p>
          )}
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

/** Whether a list has been evaluated for a request and does not have it. */
function isLeftOut({ known, rows }: Feed, seq: number): boolean {
  return hasSeq(known, seq) && rowOf(rows, seq) === undefined;
}

function isKnown(feed: FeedStore, seq: number): boolean {
  return feed.get().known.some(([from, to]) => from <= seq && seq <= to);
}
