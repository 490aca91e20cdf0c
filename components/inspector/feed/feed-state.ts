import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import type { CaptureRows } from './capture-rows.ts';
import type { Connection, ConnectionEvent } from './connection-state.ts';
import type { SeqRanges } from './seq-ranges.ts';

/**
 * The list of a bin's requests, as far as the browser has loaded it. The list on screen is `rows` from `floor` up.
 *
 * Pages and live events arrive in any order and more than once. A seq is never reused, so it is in one of three states:
 * unknown, in `rows`, or known to be removed. This makes merging idempotent: a removed row stays removed even if an older
 * page still has it, and an unknown seq is a gap, which `nextMissingPage` fetches.
 */
export type Feed = {
  readonly rows: CaptureRows;
  /** Seqs whose state is known: those in `rows`, and those that were removed. */
  readonly known: SeqRanges;
  /** Known seqs that may have changed while the feed was offline. */
  readonly stale: SeqRanges;
  /** The list is loaded down to this seq; 1 when all of it is loaded. */
  readonly floor: number;
  /** The highest seq known to exist. */
  readonly head: number;
  /** How many captures the bin stores, including older ones that are not loaded. */
  readonly total: number;
  /** How many requests the rate limit rejected. */
  readonly rejected: number;
  /** The page request in flight; null when there is none. */
  readonly pendingPage: PendingPage | null;
  /** Pages to fetch that are not gaps: older rows, or a check for newer ones. */
  readonly wanted: { readonly older: boolean; readonly newer: boolean };
  /** The user stopped the search for older rows. */
  readonly isSearchStopped: boolean;
  /** The rows that are drawn; stale ones among them are fetched again. */
  readonly visible: { readonly from: number; readonly to: number };
  /** The highest seq that was on screen: rows above it are new. */
  readonly lastSeen: number;
  /** The head when the feed went offline; null while it is online. */
  readonly offlineSince: number | null;
  /** Seqs received while offline or before the page was opened again. The list marks where they begin until the next time. */
  readonly receivedWhileAway: SeqRanges;
  /** The user has dismissed the notice about them. */
  readonly isAwayDismissed: boolean;
  readonly connection: Connection;
};

/**
 * A page request in flight, with what happened since it was sent. The server may have read the page before these events,
 * so that they override it.
 */
export type PendingPage = {
  readonly query: PageQuery;
  /** The head when it was sent. */
  readonly head: number;
  /** Changes received since. */
  readonly changes: readonly CaptureChange[];
  /** Seqs evaluated against the filter since: the page has no say about them. */
  readonly evaluated: readonly number[];
  /** Changes may have been missed since, so that its rows may be stale. */
  readonly mayBeStale: boolean;
};

/** The query of `GET …/captures`. */
export type PageQuery = { readonly before?: number; readonly after?: number; readonly limit: number };

export type FeedEvent =
  /** A page is being fetched; at most one at a time. */
  | { type: 'page-requested'; query: PageQuery }
  | { type: 'page-received'; page: CapturePage }
  | { type: 'page-failed' }
  | { type: 'captured'; captures: readonly CaptureSummary[] }
  | { type: 'changed'; changes: readonly CaptureChange[] }
  | { type: 'rejected'; count: number }
  | { type: 'removed'; seqs: readonly number[] }
  | { type: 'removed-up-to'; seq: number; kept: readonly number[] }
  /** Rows were evaluated against the filter: `matches` belong in the list, `others` do not. */
  | { type: 'evaluated'; matches: readonly CaptureSummary[]; others: readonly number[] }
  /** Only the server can evaluate the filter for these. */
  | { type: 'needs-evaluation'; seqs: readonly number[] }
  /** The live channel is joined: nothing is missed from here on. Everything committed before is at or below `head`. */
  | { type: 'channel-joined'; head: number }
  /** Events may be missed from now on: the channel was lost, or the machine slept. */
  | { type: 'went-offline' }
  | { type: 'older-wanted' }
  | { type: 'newer-wanted' }
  | { type: 'search-stopped' }
  | { type: 'search-resumed' }
  /** Any row may have changed without an event, for example while the list is polled. */
  | { type: 'may-be-stale' }
  | { type: 'rows-visible'; from: number; to: number }
  /** The request was on screen, in the list or opened, and so nothing up to it is new. */
  | { type: 'seen'; upTo: number }
  | { type: 'away-dismissed' }
  /** The page was opened in a browser that saw the bin before, up to this seq. */
  | { type: 'reopened'; seen: number }
  | ConnectionEvent;
