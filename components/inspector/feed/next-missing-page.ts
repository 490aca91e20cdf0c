import { rowAt, rowsBetween } from './capture-rows.ts';
import type { Feed, PageQuery } from './feed-state.ts';
import { highestGap, highestRange } from './seq-ranges.ts';

/** How many rows a page has that loads older rows or fills a gap. */
const pageRows = 500;
/** How many rows at the top of the list are fetched again when they may be stale, on screen or not. */
const topRows = 200;
/** How many seqs below the head are checked for rows without a response. */
const pendingResponses = 50;

/**
 * The page to fetch next; null when nothing is missing. Gaps come first, from the newest down, so that the latest requests
 * appear at once however many were missed.
 */
export function nextMissingPage(feed: Feed): PageQuery | null {
  const gap = highestGap(feed.known, feed.floor, feed.head);
  if (gap) return { after: gap[0] - 1, before: gap[1] + 1, limit: pageRows };
  if (feed.wanted.newer) return { after: newerThan(feed), limit: pageRows };
  const top = rowAt(feed.rows, topRows - 1)?.seq ?? feed.floor;
  const stale =
    highestRange(feed.stale, top, feed.head) ??
    highestRange(feed.stale, Math.max(feed.visible.from, feed.floor), feed.visible.to);
  if (stale) return { after: stale[0] - 1, before: stale[1] + 1, limit: topRows };
  if (feed.wanted.older && feed.floor > 1) return { before: feed.floor, limit: pageRows };
  return null;
}

/** Where a check for newer rows starts: at the head, or below the lowest of the latest rows that has no response yet. */
function newerThan(feed: Feed): number {
  for (const row of rowsBetween(feed.rows, Math.max(feed.floor, feed.head - pendingResponses), feed.head)) {
    if (row.reply === null) return row.seq - 1;
  }
  return feed.head;
}
