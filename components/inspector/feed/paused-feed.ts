import { rowsUpTo } from './capture-rows.ts';
import { createDerivedFeed } from './derived-feed.ts';
import type { Feed } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed paused at a seq: rows above it are left out; changes and deletions of the others still show. */
export function createPausedFeed(list: FeedStore, at: number): FeedStore {
  return createDerivedFeed(list, (feed) => feedUpTo(feed, at));
}

/** The feed without the rows above a seq; the feed itself if it has none. */
export function feedUpTo(feed: Feed, seq: number): Feed {
  if (feed.head <= seq) return feed;
  return { ...feed, rows: rowsUpTo(feed.rows, seq), head: seq };
}
