import type { Reads } from './reads.ts';

/** Captures in a window: a statement that scans all of them takes some milliseconds. */
export const windowSize = 1000;

/** Seqs between two bounds, which are not included. */
export type SeqRange = { readonly after: number; readonly before: number };

/** The part of a range with its first captures, or its last: a thousand unless `size` is given. */
export async function firstWindow(
  reader: Pick<Reads, 'first'>,
  binId: number,
  range: SeqRange,
  upwards: boolean,
  size = windowSize,
): Promise<SeqRange> {
  const edge = reader.first<Edge>(edgeAfter(upwards), binId, range.after, range.before, size);
  return windowUpTo(range, edge instanceof Promise ? await edge : edge, upwards);
}

type Edge = { readonly seq: number };

/** The statement that reads the seq at which a window ends; its values are the bin, the range and the size of the window. */
export function edgeAfter(upwards: boolean): string {
  return `SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" < ?
    ORDER BY "seq" ${upwards ? 'ASC' : 'DESC'} LIMIT 1 OFFSET ?`;
}

/** The part of a range up to an edge, which is not included; all of it without one. */
export function windowUpTo(range: SeqRange, edge: Edge | undefined, upwards: boolean): SeqRange {
  if (!edge) return range;
  return upwards ? { ...range, before: edge.seq } : { ...range, after: edge.seq };
}

/** The part of a range that follows a window of it; null when nothing does. */
export function rangeAfter(range: SeqRange, window: SeqRange, upwards: boolean): SeqRange | null {
  const rest = upwards
    ? { after: window.before - 1, before: range.before }
    : { after: range.after, before: window.after + 1 };
  return rest.after + 1 < rest.before ? rest : null;
}
