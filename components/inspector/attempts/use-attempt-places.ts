'use client';

import { useEffect, useMemo } from 'react';
import type { FeedStore } from '../feed/feed-store.ts';
import { type AttemptPlaces, attemptPlaces } from './attempts-in-list.ts';

/** The attempts among the rows of a feed, kept up to date. Empty without a feed. */
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
