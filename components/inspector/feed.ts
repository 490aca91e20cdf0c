import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import { type CaptureRows, countBetween, noRows } from './capture-rows.ts';
import { type Connection, type ConnectionEvent, noConnection, reduceConnection } from './connection.ts';
import {
  withCaptures,
  withChanges,
  withJudged,
  withRemoved,
  withRemovedUpTo,
  withUnjudged,
} from './feed-live.ts';
import { doubted, joined, withPage } from './feed-page.ts';
import { highestGap, type SeqRanges } from './seq-ranges.ts';

/**
 * What the browser knows of a bin's list. The list shown is `rows` from `floor` up.
 *
 * Pages and live events come in any order and more than once. A seq is given once and never again, so its fate is one of
 * three: unknown, in `rows`, or known and gone for good. That makes merging idempotent: what is gone stays gone, whatever
 * an older page says, and a seq that is neither is a hole, which `wantedPage` asks for.
 */
export type Feed = {
  readonly rows: CaptureRows;
  /** Seqs whose fate is known: those in `rows`, and those that are gone. */
  readonly known: SeqRanges;
  /** Known seqs that may have changed unseen, during a silence. */
  readonly stale: SeqRanges;
  /** The list has been loaded down to this seq; 1 when it is whole. */
  readonly floor: number;
  /** The highest seq heard of. */
  readonly head: number;
  /** How many captures the bin keeps, older ones that are not loaded included. */
  readonly total: number;
  /** How many requests a rate limit turned away. */
  readonly refused: number;
  /**
   * The page being asked for, and the changes heard since: the page may have been written before them, and says nothing
   * of the seqs whose place was judged since. `doubted` when rows may have changed unheard since: then it may tell the old.
   */
  readonly asking: {
    readonly query: PageQuery;
    readonly head: number;
    readonly changes: readonly CaptureChange[];
    readonly judged: readonly number[];
    readonly doubted: boolean;
  } | null;
  /** What somebody asked for that is not a hole: older rows, a look for newer ones. */
  readonly wishes: { readonly older: boolean; readonly newer: boolean };
  /** Somebody has stopped the search for older rows. */
  readonly stopped: boolean;
  /** The rows on screen; stale ones among them are looked at again. */
  readonly showing: { readonly from: number; readonly to: number };
  /** Somebody follows the newest and the page is in view: what arrives is seen. */
  readonly watching: boolean;
  /** The highest seq that was seen. */
  readonly seen: number;
  /** Since when nothing was heard: the head at that time. Null while the feed is heard. */
  readonly silentSince: number | null;
  /** What arrived in silences, until somebody has taken note. */
  readonly away: SeqRanges;
  readonly connection: Connection;
};

/** The query of `GET …/captures`. */
export type PageQuery = { readonly before?: number; readonly after?: number; readonly limit: number };

export type FeedEvent =
  /** `wantedPage` is being fetched: at most one at a time. */
  | { type: 'asked'; query: PageQuery }
  | { type: 'page'; page: CapturePage }
  | { type: 'ask-failed' }
  | { type: 'captured'; captures: readonly CaptureSummary[] }
  | { type: 'changed'; changes: readonly CaptureChange[] }
  | { type: 'refused'; count: number }
  | { type: 'removed'; seqs: readonly number[] }
  | { type: 'removed-up-to'; seq: number; kept: readonly number[] }
  /** These belong in the list as they are now, and the others do not. */
  | { type: 'judged'; rows: readonly CaptureSummary[]; others: readonly number[] }
  /** Whether these belong in the list has to be asked. */
  | { type: 'unjudged'; seqs: readonly number[] }
  /** The live channel is joined: what is committed from here on is heard, what was before is up to `head`. */
  | { type: 'joined'; head: number }
  /** Nothing may be heard from now on: the channel was lost, the machine slept. */
  | { type: 'silent' }
  | { type: 'older-wanted' }
  | { type: 'older-stopped' }
  | { type: 'older-resumed' }
  | { type: 'newer-wanted' }
  /** Rows may have changed unheard, as they do while the list is polled. */
  | { type: 'doubted' }
  | { type: 'showing'; from: number; to: number }
  | { type: 'watching'; watching: boolean }
  | { type: 'away-noted' }
  | ConnectionEvent;

const nothing: Feed = {
  rows: noRows,
  known: [],
  stale: [],
  floor: 1,
  head: 0,
  total: 0,
  refused: 0,
  asking: null,
  wishes: { older: false, newer: false },
  stopped: false,
  showing: { from: 0, to: 0 },
  watching: true,
  seen: 0,
  silentSince: null,
  away: [],
  connection: noConnection,
};

/** A feed that starts from the newest page, which came with the HTML. */
export function feedOf(page: CapturePage): Feed {
  const asked = reduceFeed(nothing, { type: 'asked', query: { limit: page.captures.length } });
  return reduceFeed(asked, { type: 'page', page });
}

/** A feed of which nothing is known yet but that seqs go up to the head of another: it asks for what is below. */
export function feedBeside({ head, watching }: Pick<Feed, 'head' | 'watching'>): Feed {
  const wishes = { older: head > 0, newer: false };
  return { ...nothing, head, watching, seen: head, floor: head + 1, wishes };
}

export function reduceFeed(feed: Feed, event: FeedEvent): Feed {
  const next = reduce(feed, event);
  const connection = reduceConnection(next.connection, event);
  const seen = next.watching ? next.head : next.seen;
  return connection === next.connection && seen === next.seen ? next : { ...next, connection, seen };
}

function reduce(feed: Feed, event: FeedEvent): Feed {
  switch (event.type) {
    case 'asked':
      return {
        ...feed,
        asking: { query: event.query, head: feed.head, changes: [], judged: [], doubted: false },
      };
    case 'ask-failed':
      return { ...feed, asking: null };
    case 'page':
      return withPage(feed, event.page);
    case 'captured':
      return withCaptures(feed, event.captures);
    case 'changed':
      return withChanges(feed, event.changes);
    case 'refused':
      // It only grows; what was said late is known already.
      return event.count > feed.refused ? { ...feed, refused: event.count } : feed;
    case 'removed':
      return withRemoved(feed, event.seqs);
    case 'removed-up-to':
      return withRemovedUpTo(feed, event.seq, event.kept);
    case 'judged':
      return withJudged(feed, event.rows, event.others);
    case 'unjudged':
      return withUnjudged(feed, event.seqs);
    case 'joined':
      return joined(feed, event.head);
    case 'silent':
      return feed.silentSince === null ? { ...feed, silentSince: feed.head } : feed;
    case 'older-wanted':
      return feed.floor > 1 && !feed.stopped ? { ...feed, wishes: { ...feed.wishes, older: true } } : feed;
    case 'older-stopped':
      return { ...feed, stopped: true, wishes: { ...feed.wishes, older: false } };
    case 'older-resumed':
      return { ...feed, stopped: false, wishes: { ...feed.wishes, older: feed.floor > 1 } };
    case 'newer-wanted':
      return { ...feed, wishes: { ...feed.wishes, newer: true } };
    case 'doubted':
      return doubted(feed);
    case 'showing':
      return { ...feed, showing: { from: event.from, to: event.to } };
    case 'watching':
      return { ...feed, watching: event.watching };
    case 'away-noted':
      return feed.away.length === 0 ? feed : { ...feed, away: [] };
    default:
      return feed;
  }
}

/** What arrived while nobody could hear it. */
export function arrivedWhileAway(feed: Feed): number {
  return feed.away.reduce((count, [from, to]) => count + countBetween(feed.rows, from, to), 0);
}

/** How many rows nobody has seen yet. */
export function unseen(feed: Feed): number {
  return countBetween(feed.rows, feed.seen + 1, feed.head);
}

/** The rows of the list, newest first, are `rowAt(feed.rows, 0 … listed - 1)`: what is below the floor is not shown. */
export function listed(feed: Feed): number {
  return feed.floor <= 1 ? feed.rows.size : countBetween(feed.rows, feed.floor, feed.head);
}

/** How much of the bin has been looked at for this list, 0 to 1. */
export function searchedShare(feed: Feed): number {
  return feed.head === 0 ? 1 : (feed.head - feed.floor + 1) / feed.head;
}

/** Something is being fetched that is known to exist. */
export function isCatchingUp(feed: Feed): boolean {
  return highestGap(feed.known, feed.floor, feed.head) !== null;
}
