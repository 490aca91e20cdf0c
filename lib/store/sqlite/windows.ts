import type { Reader } from './reader.ts';

/** Captures of a window: few enough that a statement which looks at all of them and finds none takes some milliseconds. */
export const windowSize = 1000;

/** Seqs between two bounds, themselves not included. */
export type SeqRange = { readonly after: number; readonly before: number };

/** The part of a range that has its first thousand captures, or its last. */
export function firstWindow(reader: Reader, binId: number, range: SeqRange, upwards: boolean): SeqRange {
  const edge = reader.first<{ seq: number }>(
    `SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" < ?
     ORDER BY "seq" ${upwards ? 'ASC' : 'DESC'} LIMIT 1 OFFSET ?`,
    binId,
    range.after,
    range.before,
    windowSize,
  );
  if (!edge) return range;
  return upwards ? { ...range, before: edge.seq } : { ...range, after: edge.seq };
}

/** What of a range comes after a window of it. */
export function beyond(range: SeqRange, window: SeqRange, upwards: boolean): SeqRange | null {
  const rest = upwards
    ? { after: window.before - 1, before: range.before }
    : { after: range.after, before: window.after + 1 };
  return rest.after + 1 < rest.before ? rest : null;
}
