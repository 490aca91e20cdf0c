import { rowsUpTo } from './capture-rows.ts';
import type { Feed } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed paused at a seq: rows above it are left out; changes and deletions of the others still show. */
export function createPausedFeed(list: FeedStore, at: number): FeedStore {
  let source: Feed | null = null;
  let shown: Feed | null = null;
  return {
    ...list,
    get() {
      const feed = list.get();
      if (shown && source === feed) return shown;
      source = feed;
      shown = { ...feed, rows: rowsUpTo(feed.rows, at), head: Math.min(feed.head, at) };
      return shown;
    },
  };
}
