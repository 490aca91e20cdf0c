import { updateRows } from './capture-rows.ts';
import { createDerivedFeed } from './derived-feed.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed without some of its rows, such as those that are about to be deleted. */
export function createFeedWithout(list: FeedStore, hidden: ReadonlySet<number>): FeedStore {
  return createDerivedFeed(list, (feed) => ({ ...feed, rows: updateRows(feed.rows, [], hidden) }));
}
