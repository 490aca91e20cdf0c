import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import { type CaptureRows, changeRows, countBetween, dropUpTo, rowOf } from './capture-rows.ts';
import type { Feed } from './feed.ts';
import { hasSeq, highestGap, withoutRange, withRange } from './seq-ranges.ts';

/** What live events do to a feed. */

export function withCaptures(feed: Feed, captures: readonly CaptureSummary[]): Feed {
  const fresh = captures.filter(({ seq }) => seq >= feed.floor && !hasSeq(feed.known, seq));
  const answered = captures.filter(({ seq, reply }) => reply && rowOf(feed.rows, seq)?.reply === null);
  const answers = answered.map(({ seq, reply }) => ({ ...rowOf(feed.rows, seq)!, reply }));
  if (fresh.length === 0 && answers.length === 0) return feed;
  const rows = changeRows(feed.rows, [...fresh, ...answers]);
  return {
    ...feed,
    rows,
    known: fresh.reduce((known, { seq }) => withRange(known, seq, seq), feed.known),
    head: fresh.reduce((head, { seq }) => Math.max(head, seq), feed.head),
    total: feed.total + rows.size - feed.rows.size,
  };
}

export function withChanges(feed: Feed, changes: readonly CaptureChange[]): Feed {
  const rows = changed(feed.rows, changes);
  const asking = feed.asking && { ...feed.asking, changes: [...feed.asking.changes, ...changes] };
  return { ...feed, rows, asking };
}

/** The rows with these changes. Answers are given once: none is taken back. */
export function changed(rows: CaptureRows, changes: readonly CaptureChange[]): CaptureRows {
  const put = new Map<number, CaptureSummary>();
  for (const change of changes) {
    const row = put.get(change.seq) ?? rowOf(rows, change.seq);
    if (row) put.set(change.seq, { ...row, ...change, reply: change.reply ?? row.reply });
  }
  return changeRows(rows, [...put.values()]);
}

export function withRemoved(feed: Feed, seqs: readonly number[]): Feed {
  const news = seqs.filter((seq) => !isGone(feed, seq));
  if (news.length === 0) return feed;
  return {
    ...feed,
    rows: changeRows(feed.rows, [], news),
    known: news.reduce((known, seq) => withRange(known, seq, seq), feed.known),
    head: news.reduce((head, seq) => Math.max(head, seq), feed.head),
    total: Math.max(0, feed.total - news.length),
  };
}

export function withRemovedUpTo(feed: Feed, seq: number, kept: readonly number[]): Feed {
  const keeps = new Set(kept);
  const rows = dropUpTo(feed.rows, seq, (row) => keeps.has(row));
  const known = kept
    .filter((keep) => !hasSeq(feed.known, keep))
    .reduce((ranges, keep) => withoutRange(ranges, keep, keep), withRange(feed.known, 1, seq));
  const above = countBetween(rows, seq + 1, Number.MAX_SAFE_INTEGER);
  const isWhole = highestGap(known, 1, feed.floor - 1) === null;
  return {
    ...feed,
    rows,
    known,
    floor: isWhole ? 1 : feed.floor,
    head: Math.max(feed.head, seq),
    // A page may have told already that one of those kept is gone by now.
    total: kept.filter((seq) => !isGone(feed, seq)).length + above,
  };
}

/** Rows that came to match a filter, and seqs that do not, or no longer. Below the floor nothing is shown yet. */
export function withJudged(feed: Feed, rows: readonly CaptureSummary[], others: readonly number[]): Feed {
  const shown = rows.filter(({ seq }) => seq >= feed.floor);
  const judged = [...shown.map(({ seq }) => seq), ...others.filter((seq) => seq >= feed.floor)];
  return {
    ...feed,
    rows: changeRows(feed.rows, shown, others),
    known: judged.reduce((known, seq) => withRange(known, seq, seq), feed.known),
    head: Math.max(feed.head, ...judged),
    asking: withAlsoJudged(feed, [...rows.map(({ seq }) => seq), ...others]),
  };
}

/** Seqs whose fate is open again: they become holes. Rows among them stay until it is known. */
export function withUnjudged(feed: Feed, seqs: readonly number[]): Feed {
  const open = seqs.filter((seq) => seq >= feed.floor);
  return {
    ...feed,
    known: open.reduce((known, seq) => withoutRange(known, seq, seq), feed.known),
    head: Math.max(feed.head, ...open),
    asking: withAlsoJudged(feed, seqs),
  };
}

/** Of those below the floor too: the page being asked for may be about them. */
function withAlsoJudged({ asking }: Feed, seqs: readonly number[]): Feed['asking'] {
  return asking && { ...asking, judged: [...asking.judged, ...seqs] };
}

/** Whether a capture is known to have been deleted, or not to belong in the list. */
export function isGone(feed: Feed, seq: number): boolean {
  return hasSeq(feed.known, seq) && rowOf(feed.rows, seq) === undefined;
}
