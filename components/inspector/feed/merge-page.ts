import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { type CaptureRows, countBetween, rowOf, rowsBetween, updateRows } from './capture-rows.ts';
import type { Feed, PageQuery, PendingPage } from './feed-state.ts';
import { applyChanges, isRemoved } from './live-events.ts';
import { endOfflinePeriod } from './offline-period.ts';
import { hasSeq, withoutRange, withRange } from './seq-ranges.ts';

/** A search for older rows pauses after a page with this many rows, until more are wanted. */
const enoughRows = 50;

const noPendingPage: PendingPage = {
  query: { limit: 0 },
  head: 0,
  changes: [],
  evaluated: [],
  mayBeStale: false,
};

/** The feed with a page that was fetched; events received since it was requested override it. */
export function withPage(feed: Feed, page: CapturePage): Feed {
  const {
    query,
    head: headWhenRequested,
    changes,
    evaluated,
    mayBeStale,
  } = feed.pendingPage ?? noPendingPage;
  const [from, to] = coveredRange(page, query, headWhenRequested);
  const evaluatedSince = new Set(evaluated);
  const seqsOnPage = new Set(page.captures.map(({ seq }) => seq));
  const vanished = [...rowsBetween(feed.rows, from, to)].filter(
    ({ seq }) => !seqsOnPage.has(seq) && !evaluatedSince.has(seq),
  );
  const present = page.captures
    .filter(({ seq }) => !isRemoved(feed, seq) && !evaluatedSince.has(seq))
    .map((row) => keepReply(feed, row));
  const rows = applyChanges(
    updateRows(
      feed.rows,
      present,
      vanished.map(({ seq }) => seq),
    ),
    changes,
  );
  const floor = isOlderQuery(query) ? Math.min(feed.floor, from) : feed.floor;
  const isFirst = feed.known.length === 0 && feed.rows.size === 0 && query.after === undefined;
  // A page with few rows ended where the server's search budget ended: the search continues.
  const isOlderDone =
    query.before !== undefined &&
    query.before <= feed.floor &&
    (page.next === null || page.captures.length >= Math.min(query.limit, enoughRows));
  const unevaluated = evaluated.filter((seq) => !hasSeq(feed.known, seq));
  return endOfflinePeriod({
    ...feed,
    rows,
    known: unevaluated.reduce((known, seq) => withoutRange(known, seq, seq), withRange(feed.known, from, to)),
    stale: mayBeStale ? feed.stale : withoutRange(feed.stale, from, to),
    floor: isFirst ? from : floor,
    head: Math.max(feed.head, page.head, to),
    total: countTotal(rows, isFirst ? from : floor, page),
    pendingPage: null,
    wanted: {
      older: feed.wanted.older && !isOlderDone,
      newer: feed.wanted.newer && !isNewerQuery(query),
    },
  });
}

const isOlderQuery = ({ after }: PageQuery) => after === undefined;
const isNewerQuery = ({ after, before }: PageQuery) => after !== undefined && before === undefined;

/**
 * The seqs whose state a page tells, both ends included. Captures above its newest row may have been stored after the page
 * was read, so it covers only seqs up to the head that was known when it was requested.
 */
function coveredRange(page: CapturePage, query: PageQuery, headWhenRequested: number): [number, number] {
  const bottom = (query.after ?? 0) + 1;
  if (isNewerQuery(query)) {
    return [bottom, page.next ?? Math.max(page.captures.at(-1)?.seq ?? 0, headWhenRequested)];
  }
  const first = page.captures[0]?.seq ?? 0;
  const top = query.before === undefined ? Math.max(first, headWhenRequested) : query.before - 1;
  return [page.next ?? bottom, top];
}

function countTotal(rows: CaptureRows, floor: number, page: CapturePage): number {
  return floor <= 1 ? rows.size : page.total + countBetween(rows, page.head + 1, Number.MAX_SAFE_INTEGER);
}

/** The row with the reply that is already known, if it has none: a reply is final, and the row may be older. */
function keepReply(feed: Feed, row: CaptureSummary): CaptureSummary {
  const reply = row.reply ?? rowOf(feed.rows, row.seq)?.reply ?? null;
  return reply === row.reply ? row : { ...row, reply };
}
