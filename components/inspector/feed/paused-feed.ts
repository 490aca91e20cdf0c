import { rowsUpTo } from './capture-rows.ts';
import { createDerivedFeed } from './derived-feed.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed paused at a seq: rows above it are left out; changes and deletions of the others still show. */
export function createPausedFeed(list: FeedStore, at: number): FeedStore {
  return createDerivedFeed(list, (feed) => ({
    ...feed,
    rows: rowsUpTo(feed.rows, at),
    head: Math.min(feed.head, at),
  }));
}
