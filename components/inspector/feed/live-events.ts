import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import { type CaptureRows, countBetween, dropUpTo, rowOf, updateRows } from './capture-rows.ts';
import type { Feed } from './feed-state.ts';
import { hasSeq, highestGap, withoutRange, withRange } from './seq-ranges.ts';

/** New captures; the same one may be announced twice, the second time with its reply. */
export function withCaptures(feed: Feed, captures: readonly CaptureSummary[]): Feed {
  const added = captures.filter(({ seq }) => seq >= feed.floor && !hasSeq(feed.known, seq));
  const replied = captures
    .filter(({ seq, reply }) => reply && rowOf(feed.rows, seq)?.reply === null)
    .map(({ seq, reply }) => ({ ...rowOf(feed.rows, seq)!, reply }));
  if (added.length === 0 && replied.length === 0) return feed;
  const rows = updateRows(feed.rows, [...added, ...replied]);
  return {
    ...feed,
    rows,
    known: added.reduce((known, { seq }) => withRange(known, seq, seq), feed.known),
    head: added.reduce((head, { seq }) => Math.max(head, seq), feed.head),
    total: feed.total + rows.size - feed.rows.size,
  };
}

export function withChanges(feed: Feed, changes: readonly CaptureChange[]): Feed {
  const rows = applyChanges(feed.rows, changes);
  const { pendingPage } = feed;
  return {
    ...feed,
    rows,
    pendingPage: pendingPage && { ...pendingPage, changes: [...pendingPage.changes, ...changes] },
  };
}

/** The rows with these changes. A reply is final: a change without one does not remove it. */
export function applyChanges(rows: CaptureRows, changes: readonly CaptureChange[]): CaptureRows {
  const changed = new Map<number, CaptureSummary>();
  for (const change of changes) {
    const row = changed.get(change.seq) ?? rowOf(rows, change.seq);
    if (row) changed.set(change.seq, { ...row, ...change, reply: change.reply ?? row.reply });
  }
  return updateRows(rows, [...changed.values()]);
}

export function withRemoved(feed: Feed, seqs: readonly number[]): Feed {
  const removed = seqs.filter((seq) => !isRemoved(feed, seq));
  if (removed.length === 0) return feed;
  return {
    ...feed,
    rows: updateRows(feed.rows, [], removed),
    known: removed.reduce((known, seq) => withRange(known, seq, seq), feed.known),
    head: removed.reduce((head, seq) => Math.max(head, seq), feed.head),
    total: Math.max(0, feed.total - removed.length),
  };
}

/** All captures up to `seq` were deleted, except those `kept`. */
export function withRemovedUpTo(feed: Feed, seq: number, kept: readonly number[]): Feed {
  const keptSeqs = new Set(kept);
  const rows = dropUpTo(feed.rows, seq, (row) => keptSeqs.has(row));
  const known = kept
    .filter((keptSeq) => !hasSeq(feed.known, keptSeq))
    .reduce((ranges, keptSeq) => withoutRange(ranges, keptSeq, keptSeq), withRange(feed.known, 1, seq));
  const above = countBetween(rows, seq + 1, Number.MAX_SAFE_INTEGER);
  const isWhole = highestGap(known, 1, feed.floor - 1) === null;
  return {
    ...feed,
    rows,
    known,
    floor: isWhole ? 1 : feed.floor,
    head: Math.max(feed.head, seq),
    // A page may have shown already that one of the kept ones is removed by now.
    total: kept.filter((keptSeq) => !isRemoved(feed, keptSeq)).length + above,
  };
}

/** Rows evaluated against the filter. Those below the floor are ignored: that part of the list is not loaded yet. */
export function withEvaluated(
  feed: Feed,
  matches: readonly CaptureSummary[],
  others: readonly number[],
): Feed {
  const added = matches.filter(({ seq }) => seq >= feed.floor);
  const evaluated = [...added.map(({ seq }) => seq), ...others.filter((seq) => seq >= feed.floor)];
  return {
    ...feed,
    rows: updateRows(feed.rows, added, others),
    known: evaluated.reduce((known, seq) => withRange(known, seq, seq), feed.known),
    head: Math.max(feed.head, ...evaluated),
    pendingPage: withEvaluatedSince(feed, [...matches.map(({ seq }) => seq), ...others]),
  };
}

/** Seqs that the server has to evaluate: they become gaps. Rows among them stay until the server has answered. */
export function withUnevaluated(feed: Feed, seqs: readonly number[]): Feed {
  const unknown = seqs.filter((seq) => seq >= feed.floor);
  return {
    ...feed,
    known: unknown.reduce((known, seq) => withoutRange(known, seq, seq), feed.known),
    head: Math.max(feed.head, ...unknown),
    pendingPage: withEvaluatedSince(feed, seqs),
  };
}

/** Seqs below the floor too: the pending page may contain them. */
function withEvaluatedSince({ pendingPage }: Feed, seqs: readonly number[]): Feed['pendingPage'] {
  return pendingPage && { ...pendingPage, evaluated: [...pendingPage.evaluated, ...seqs] };
}

/** Whether a capture is known to be deleted, or not to match the filter of this list. */
export function isRemoved(feed: Feed, seq: number): boolean {
  return hasSeq(feed.known, seq) && rowOf(feed.rows, seq) === undefined;
}
