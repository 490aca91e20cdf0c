import type { CapturePage } from '#lib/model/capture-json.ts';
import { countBetween, noRows } from './capture-rows.ts';
import { noConnection } from './connection-state.ts';
import type { Feed, FeedEvent } from './feed-state.ts';
import {
  withCaptures,
  withChanges,
  withEvaluated,
  withRemoved,
  withRemovedUpTo,
  withUnevaluated,
} from './live-events.ts';
import { withPage } from './merge-page.ts';
import { markStale, withChannelJoined, withReceivedWhileAway } from './offline-period.ts';
import { reduceConnection } from './reduce-connection.ts';
import { highestGap } from './seq-ranges.ts';

const emptyFeed: Feed = {
  rows: noRows,
  known: [],
  stale: [],
  floor: 1,
  head: 0,
  total: 0,
  rejected: 0,
  pendingPage: null,
  wanted: { older: false, newer: false },
  isSearchStopped: false,
  visible: { from: 0, to: 0 },
  lastSeen: 0,
  offlineSince: null,
  receivedWhileAway: [],
  isAwayDismissed: false,
  connection: noConnection,
};

/** A feed that starts with the newest page, which is part of the HTML. */
export function createFeed(page: CapturePage): Feed {
  const query = { limit: page.captures.length };
  const pending = reduceFeed(emptyFeed, { type: 'page-requested', query });
  const feed = reduceFeed(pending, { type: 'page-received', page });
  return { ...feed, lastSeen: feed.head };
}

/** A feed without rows that goes up to the head of another feed and wants all older rows. */
export function createUnloadedFeed({ head, lastSeen }: Pick<Feed, 'head' | 'lastSeen'>): Feed {
  const wanted = { older: head > 0, newer: false };
  return { ...emptyFeed, head, lastSeen, floor: head + 1, wanted };
}

export function reduceFeed(feed: Feed, event: FeedEvent): Feed {
  const next = reduce(feed, event);
  const connection = reduceConnection(next.connection, event);
  return connection === next.connection ? next : { ...next, connection };
}

function reduce(feed: Feed, event: FeedEvent): Feed {
  switch (event.type) {
    case 'page-requested':
      return {
        ...feed,
        pendingPage: {
          query: event.query,
          head: feed.head,
          changes: [],
          evaluated: [],
          mayBeStale: false,
        },
      };
    case 'page-failed':
      return { ...feed, pendingPage: null };
    case 'page-received':
      return withPage(feed, event.page);
    case 'captured':
      return withCaptures(feed, event.captures);
    case 'changed':
      return withChanges(feed, event.changes);
    case 'rejected':
      // The count only grows: a smaller one is out of date.
      return event.count > feed.rejected ? { ...feed, rejected: event.count } : feed;
    case 'removed':
      return withRemoved(feed, event.seqs);
    case 'removed-up-to':
      return withRemovedUpTo(feed, event.seq, event.kept);
    case 'evaluated':
      return withEvaluated(feed, event.matches, event.others);
    case 'needs-evaluation':
      return withUnevaluated(feed, event.seqs);
    case 'channel-joined':
      return withChannelJoined(feed, event.head);
    case 'went-offline':
      return feed.offlineSince === null ? { ...feed, offlineSince: feed.head } : feed;
    case 'older-wanted':
      return feed.floor > 1 && !feed.isSearchStopped
        ? { ...feed, wanted: { ...feed.wanted, older: true } }
        : feed;
    case 'newer-wanted':
      return { ...feed, wanted: { ...feed.wanted, newer: true } };
    case 'search-stopped':
      return { ...feed, isSearchStopped: true, wanted: { ...feed.wanted, older: false } };
    case 'search-resumed':
      return { ...feed, isSearchStopped: false, wanted: { ...feed.wanted, older: feed.floor > 1 } };
    case 'may-be-stale':
      return markStale(feed);
    case 'rows-visible':
      return { ...feed, visible: { from: event.from, to: event.to } };
    case 'seen':
      return event.upTo > feed.lastSeen ? { ...feed, lastSeen: event.upTo } : feed;
    case 'away-dismissed':
      return feed.receivedWhileAway.length === 0 ? feed : { ...feed, isAwayDismissed: true };
    case 'reopened':
      return withReceivedWhileAway(feed, event.seen + 1);
    default:
      return feed;
  }
}

/** How many rows are newer than all that were on screen. */
export function countUnseen(feed: Feed): number {
  return countBetween(feed.rows, feed.lastSeen + 1, feed.head);
}

/** How many rows the list has, from `floor` up: `rowAt(feed.rows, 0)` is the newest, `rowAt(feed.rows, count - 1)` the oldest. */
export function countListed(feed: Feed): number {
  return feed.floor <= 1 ? feed.rows.size : countBetween(feed.rows, feed.floor, feed.head);
}

/** How much of the bin has been searched for this list, 0 to 1. */
export function searchedShare(feed: Feed): number {
  return feed.head === 0 ? 1 : (feed.head - feed.floor + 1) / feed.head;
}

/** Whether rows that are known to exist are missing. */
export function isCatchingUp(feed: Feed): boolean {
  return highestGap(feed.known, feed.floor, feed.head) !== null;
}
