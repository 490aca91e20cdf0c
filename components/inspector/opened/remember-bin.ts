'use client';

import { useEffect, useState } from 'react';
import { withBin } from '#components/bin/saved-bins.ts';
import { changeSavedBins, savedBins } from '#components/bin/use-saved-bins.ts';
import { useSavedSeen } from '#components/bin/use-saved-seen.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';

/** Adds the opened bin to this browser's bins, with the highest seq that was seen. Tells the feed which one it was before. */
export function useRememberBin(name: string | null, feed: FeedStore): void {
  const { bin } = useInspection();
  const seen = useSeen(feed);

  useEffect(() => {
    const before = savedBins().find(({ key }) => key === bin.key)?.seen;
    if (typeof before === 'number') feed.dispatch({ type: 'reopened', seen: before });
  }, [bin.key, feed]);

  useEffect(() => {
    changeSavedBins((bins) => withBin(bins, { ...bin, name, openedAt: Date.now() }));
  }, [bin, name]);

  useSavedSeen(bin.key, seen);
}

/**
 * The highest seq that was received while somebody had the page in view, also while the list was covered or out of sight: nobody was away
 * then.
 */
function useSeen(feed: FeedStore): number {
  const head = useFeedValue(feed, (state) => state.head);
  const lastSeen = useFeedValue(feed, (state) => state.lastSeen);
  const [present, setPresent] = useState(lastSeen);
  useEffect(() => {
    const note = () => document.hidden || setPresent(head);
    note();
    document.addEventListener('visibilitychange', note);
    return () => document.removeEventListener('visibilitychange', note);
  }, [head]);
  return Math.max(lastSeen, present);
}
