import { rowsUpTo } from './capture-rows.ts';
import type { Feed } from './feed.ts';
import type { FeedStore } from './feed-store.ts';

/** A list as it was when somebody paused it: what came after is left out, what changes or goes is seen. */
export function pausedList(list: FeedStore, at: number): FeedStore {
  let from: Feed | null = null;
  let shown: Feed | null = null;
  return {
    ...list,
    get() {
      const feed = list.get();
      if (shown && from === feed) return shown;
      from = feed;
      shown = { ...feed, rows: rowsUpTo(feed.rows, at), head: Math.min(feed.head, at) };
      return shown;
    },
  };
}
