import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { type CaptureRows, changeRows, countBetween, rowAt, rowOf, rowsBetween } from './capture-rows.ts';
import type { Feed, PageQuery } from './feed.ts';
import { changed, isGone } from './feed-live.ts';
import { hasSeq, highestGap, highestRange, withoutRange, withRange } from './seq-ranges.ts';

/** Which pages a feed asks for, and what they do to it. */

/** How many rows a page of older ones, or one that fills a hole, has. */
const pageRows = 500;
/** With so many rows of a page a search for older ones rests until more are wanted. */
const enoughRows = 50;
/** How many rows of the list's top are looked at again after a silence, whether on screen or not. */
const freshRows = 200;

/**
 * The page to fetch now, null when there is nothing to ask. Holes come first, from the newest down, so that what just
 * arrived is there at once however much was missed.
 */
export function wantedPage(feed: Feed): PageQuery | null {
  const hole = highestGap(feed.known, feed.floor, feed.head);
  if (hole) return { after: hole[0] - 1, before: hole[1] + 1, limit: pageRows };
  if (feed.wishes.newer) return { after: lookFrom(feed), limit: pageRows };
  const top = rowAt(feed.rows, freshRows - 1)?.seq ?? feed.floor;
  const stale =
    highestRange(feed.stale, top, feed.head) ??
    highestRange(feed.stale, Math.max(feed.showing.from, feed.floor), feed.showing.to);
  if (stale) return { after: stale[0] - 1, before: stale[1] + 1, limit: freshRows };
  if (feed.wishes.older && feed.floor > 1) return { before: feed.floor, limit: pageRows };
  return null;
}

/** New rows are above the head; rows that wait for their answer are looked at again on the way. */
function lookFrom(feed: Feed): number {
  for (const row of rowsBetween(feed.rows, Math.max(feed.floor, feed.head - 50), feed.head)) {
    if (row.reply === null) return row.seq - 1;
  }
  return feed.head;
}

export function withPage(feed: Feed, page: CapturePage): Feed {
  const { query, head: headWhenAsked, changes, judged, doubted: isDoubted } = feed.asking ?? notAsked;
  const [from, to] = covered(page, query, headWhenAsked);
  const since = new Set(judged);
  const listedSeqs = new Set(page.captures.map(({ seq }) => seq));
  const vanished = [...rowsBetween(feed.rows, from, to)].filter(
    ({ seq }) => !listedSeqs.has(seq) && !since.has(seq),
  );
  const present = page.captures
    .filter(({ seq }) => !isGone(feed, seq) && !since.has(seq))
    .map((row) => merged(feed, row));
  const rows = changed(
    changeRows(
      feed.rows,
      present,
      vanished.map(({ seq }) => seq),
    ),
    changes,
  );
  const floor = isBelow(query) ? Math.min(feed.floor, from) : feed.floor;
  const isFirst = feed.known.length === 0 && feed.rows.size === 0 && query.after === undefined;
  // A page of few rows ended where its search had to: it goes on.
  const isOlder =
    query.before !== undefined &&
    query.before <= feed.floor &&
    (page.next === null || page.captures.length >= Math.min(query.limit, enoughRows));
  const open = judged.filter((seq) => !hasSeq(feed.known, seq));
  return heard({
    ...feed,
    rows,
    known: open.reduce((known, seq) => withoutRange(known, seq, seq), withRange(feed.known, from, to)),
    stale: isDoubted ? feed.stale : withoutRange(feed.stale, from, to),
    floor: isFirst ? from : floor,
    head: Math.max(feed.head, page.head, to),
    total: totalOf(rows, isFirst ? from : floor, page),
    asking: null,
    wishes: {
      older: feed.wishes.older && !isOlder,
      newer: feed.wishes.newer && !isAbove(query),
    },
  });
}

const notAsked: NonNullable<Feed['asking']> = {
  query: { limit: 0 },
  head: 0,
  changes: [],
  judged: [],
  doubted: false,
};

const isBelow = ({ after }: PageQuery) => after === undefined;
const isAbove = ({ after, before }: PageQuery) => after !== undefined && before === undefined;

/**
 * The seqs a page tells the fate of. Those above its newest row may have been written after it was: it vouches only as
 * far as the head that was known when it was asked for.
 */
function covered(page: CapturePage, query: PageQuery, headWhenAsked: number): [number, number] {
  const bottom = (query.after ?? 0) + 1;
  if (isAbove(query)) {
    return [bottom, page.next ?? Math.max(page.captures.at(-1)?.seq ?? 0, headWhenAsked)];
  }
  const first = page.captures[0]?.seq ?? 0;
  const top = query.before === undefined ? Math.max(first, headWhenAsked) : query.before - 1;
  return [page.next ?? bottom, top];
}

function totalOf(rows: CaptureRows, floor: number, page: CapturePage): number {
  return floor <= 1 ? rows.size : page.total + countBetween(rows, page.head + 1, Number.MAX_SAFE_INTEGER);
}

/** A row from elsewhere in place of what was known of it. Answers are given once: none is taken back by an older row. */
function merged(feed: Feed, row: CaptureSummary): CaptureSummary {
  const reply = row.reply ?? rowOf(feed.rows, row.seq)?.reply ?? null;
  return reply === row.reply ? row : { ...row, reply };
}

/** What was known may have changed between its page and this moment. */
export function joined(feed: Feed, head: number): Feed {
  return doubted(heard({ ...feed, head: Math.max(feed.head, head) }));
}

/** Any row may have changed unheard. A page that is on its way may have been written before. */
export function doubted(feed: Feed): Feed {
  return { ...feed, stale: feed.known, asking: feed.asking && { ...feed.asking, doubted: true } };
}

/** The feed is heard again. After a silence anything may have changed, and what is above the head of then arrived in it. */
export function heard(feed: Feed): Feed {
  if (feed.silentSince === null) return feed;
  return {
    ...feed,
    silentSince: null,
    stale: feed.known,
    away: withRange(feed.away, feed.silentSince + 1, feed.head),
  };
}
