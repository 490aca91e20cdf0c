import { countBetween } from './capture-rows.ts';
import type { Feed } from './feed-state.ts';
import { withRange } from './seq-ranges.ts';

/** The feed after joining the live channel; rows may have changed between the last page and now. */
export function withChannelJoined(feed: Feed, head: number): Feed {
  return markStale(endOfflinePeriod({ ...feed, head: Math.max(feed.head, head) }));
}

/** Marks all rows as possibly out of date. The pending page may have been read before the change too. */
export function markStale(feed: Feed): Feed {
  return {
    ...feed,
    stale: feed.known,
    pendingPage: feed.pendingPage && { ...feed.pendingPage, mayBeStale: true },
  };
}

/** The feed is online again: what is above the head of then was received while away, and any row may have changed. */
export function endOfflinePeriod(feed: Feed): Feed {
  if (feed.offlineSince === null) return feed;
  return {
    ...feed,
    offlineSince: null,
    stale: feed.known,
    receivedWhileAway: withRange(feed.receivedWhileAway, feed.offlineSince + 1, feed.head),
  };
}

/** How many rows were received while the feed was offline. */
export function countReceivedWhileAway(feed: Feed): number {
  return feed.receivedWhileAway.reduce((count, [from, to]) => count + countBetween(feed.rows, from, to), 0);
}
