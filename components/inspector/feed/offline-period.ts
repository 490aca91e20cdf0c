import { countBetween, rowsBetween } from './capture-rows.ts';

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
  const online = { ...feed, offlineSince: null, stale: feed.known };
  return withReceivedWhileAway(online, feed.offlineSince + 1);
}

/** The feed with the requests from a seq up as received while away; those of a notice that was dismissed are no longer marked. */
export function withReceivedWhileAway(feed: Feed, from: number): Feed {
  if (feed.head < from) return feed;
  const before = feed.isAwayDismissed ? [] : feed.receivedWhileAway;
  return { ...feed, receivedWhileAway: withRange(before, from, feed.head), isAwayDismissed: false };
}

/** How many requests were received while away, as the notice says; 0 when it was dismissed. Of those that are not loaded, as many count as the bin can still store. */
export function countReceivedWhileAway(feed: Feed): number {
  const { rows, floor, head, total, receivedWhileAway } = feed;
  if (feed.isAwayDismissed) return 0;
  let [loaded, notLoaded] = [0, 0];
  for (const [from, to] of receivedWhileAway) {
    loaded += countBetween(rows, Math.max(from, floor), to);
    notLoaded += Math.max(0, Math.min(to, floor - 1) - from + 1);
  }
  return loaded + Math.max(0, Math.min(notLoaded, total - countBetween(rows, floor, head)));
}

/** The lowest seq that was received while away; `isLoaded` is false where only the server knows the first one at or above it. */
export function firstReceivedWhileAway(feed: Feed): { seq: number; isLoaded: boolean } | null {
  const { rows, floor, receivedWhileAway } = feed;
  const lowest = receivedWhileAway[0]?.[0];
  if (lowest !== undefined && lowest < floor) return { seq: lowest, isLoaded: false };
  for (const [from, to] of receivedWhileAway) {
    const { value } = rowsBetween(rows, from, to).next();
    if (value) return { seq: value.seq, isLoaded: true };
  }
  return null;
}
