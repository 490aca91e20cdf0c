'use client';

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import type { DeliveryNews } from '#components/api/delivery-news.ts';
import type { BinStore } from '#components/bin/bin-store.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { createFeed } from './feed.ts';
import type { Feed } from './feed-state.ts';
import { createFeedStore, type FeedStore } from './feed-store.ts';
import { createFeedWithout } from './feed-without.ts';
import { runFeed } from './run-feed.ts';

/** The feed of a bin, starting with the page in the HTML, and how many viewers are connected (`present`). */
export function useFeed(
  key: string,
  api: BinApi,
  firstPage: CapturePage,
  state: BinStore,
  news: DeliveryNews,
): { feed: FeedStore; present: number } {
  const [feed] = useState(() => createFeedStore(createFeed(firstPage)));
  const [present, setPresent] = useState(0);
  useEffect(
    () =>
      runFeed(feed, {
        key,
        api,
        news,
        onPresent: setPresent,
        onSettings: state.refresh,
        onRotated: state.setEvicted,
      }),
    [feed, key, api, state, news],
  );
  return { feed, present };
}

/** The list without some rows; the list itself while there are none to leave out. */
export function useFeedWithout(list: FeedStore, hidden: ReadonlySet<number>): FeedStore {
  return useMemo(() => (hidden.size === 0 ? list : createFeedWithout(list, hidden)), [list, hidden]);
}

/** A value selected from the feed; renders again when it changes. `select` must return the same value for the same feed. */
export function useFeedValue<T>(feed: FeedStore, select: (feed: Feed) => T): T {
  const value = () => select(feed.drawn());
  return useSyncExternalStore(feed.subscribe, value, value);
}
