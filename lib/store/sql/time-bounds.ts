import type { Narrowing } from '#lib/filter/key.ts';
import { seqsOf } from '../capture-chunks.ts';
import type { ChunkTimes } from './chunk-times.ts';
import type { SeqRange } from './seq-windows.ts';

/** Times between which captures were received, both included. Microseconds since the epoch. */
export type TimeBounds = { readonly from: number; readonly until: number };

/** The times to which a filter restricts captures; null when it does not. */
export function timeBoundsOf(narrowings: readonly Narrowing[]): TimeBounds | null {
  let { NEGATIVE_INFINITY: from, POSITIVE_INFINITY: until } = Number;
  for (const { column, is, value } of narrowings) {
    if (column !== 'receivedAt' || typeof value !== 'number') continue;
    if (is === 'gt' || is === 'gte') from = Math.max(from, value);
    if (is === 'lt' || is === 'lte') until = Math.min(until, value);
  }
  return Number.isFinite(from) || Number.isFinite(until) ? { from, until } : null;
}

/** The part of a range that has all captures received between two times; null when it has none of them. */
export function rangeWithin(
  { after, before }: SeqRange,
  chunks: readonly ChunkTimes[],
  { from, until }: TimeBounds,
): SeqRange | null {
  const isWithin = ({ earliest, latest }: ChunkTimes) => latest >= from && earliest <= until;
  const [first, last] = [chunks.find(isWithin), chunks.findLast(isWithin)];
  if (!first || !last) return null;
  const rest = {
    after: Math.max(after, seqsOf(first.chunk).firstSeq - 1),
    before: Math.min(before, seqsOf(last.chunk).lastSeq + 1),
  };
  return rest.after + 1 < rest.before ? rest : null;
}
