'use client';

import { useEffect, useMemo } from 'react';
import type { FeedStore } from '../feed-store.ts';
import { type AttemptPlaces, attemptPlaces } from './attempt-places.ts';

/** The attempts among the rows of a feed, always as it is: whoever draws its rows may ask. Without a feed there are none. */
export function useAttemptPlaces(feed: FeedStore | null): AttemptPlaces {
  const places = useMemo(() => {
    const known = attemptPlaces();
    if (feed) known.follow(feed.get().rows);
    return known;
  }, [feed]);
  useEffect(() => {
    if (!feed) return;
    const follow = () => places.follow(feed.get().rows);
    follow();
    return feed.watch(follow);
  }, [feed, places]);
  return places;
}
