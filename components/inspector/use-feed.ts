'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { type Feed, feedOf } from './feed.ts';
import { createFeedStore, type FeedStore } from './feed-store.ts';
import { runFeed } from './run-feed.ts';

/** The feed of a bin, from the page that came with the HTML onwards, and how many people are here. */
export function useFeed(
  key: string,
  api: BinApi,
  firstPage: CapturePage,
): { feed: FeedStore; present: number } {
  const [feed] = useState(() => createFeedStore(feedOf(firstPage)));
  const [present, setPresent] = useState(0);
  useEffect(() => runFeed(feed, { key, api, onPresent: setPresent }), [feed, key, api]);
  return { feed, present };
}

/** What `select` makes of the feed; drawn again when that changes. It must give the same value for the same feed. */
export function useFeedValue<T>(feed: FeedStore, select: (feed: Feed) => T): T {
  const value = () => select(feed.get());
  return useSyncExternalStore(feed.subscribe, value, value);
}
