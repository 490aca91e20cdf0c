import type { Feed } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed that shows another in a different way. The same feed gives the same value. */
export function createDerivedFeed(list: FeedStore, derive: (feed: Feed) => Feed): FeedStore {
  return { ...list, get: derived(list.get, derive), drawn: derived(list.drawn, derive) };
}

function derived(get: () => Feed, derive: (feed: Feed) => Feed): () => Feed {
  let source: Feed | null = null;
  let shown: Feed | null = null;
  return () => {
    const feed = get();
    if (shown && source === feed) return shown;
    source = feed;
    shown = derive(feed);
    return shown;
  };
}
