import { updateRows } from './capture-rows.ts';
import type { Feed } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed without some of its rows, such as those that are about to be deleted. */
export function createFeedWithout(list: FeedStore, hidden: ReadonlySet<number>): FeedStore {
  let source: Feed | null = null;
  let shown: Feed | null = null;
  return {
    ...list,
    get() {
      const feed = list.get();
      if (shown && source === feed) return shown;
      source = feed;
      shown = { ...feed, rows: updateRows(feed.rows, [], hidden) };
      return shown;
    },
  };
}
