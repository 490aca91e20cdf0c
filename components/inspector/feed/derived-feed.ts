import type { Feed } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed that shows another in a different way. The same feed gives the same value. */
export function createDerivedFeed(list: FeedStore, derive: (feed: Feed) => Feed): FeedStore {
  let source: Feed | null = null;
  let shown: Feed | null = null;
  return {
    ...list,
    get() {
      const feed = list.get();
      if (shown && source === feed) return shown;
      source = feed;
      shown = derive(feed);
      return shown;
    },
  };
}
