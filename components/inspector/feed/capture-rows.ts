import type { CaptureSummary } from '#lib/model/capture-json.ts';

/**
 * Summaries by seq, as an immutable value that is cheap to change. Rows are stored in chunks of 256 neighbouring seqs; a
 * change copies only the chunks it touches and the list of chunks. With 50,000 rows, a batch of 300 new ones copies two
 * chunks and about 200 references instead of 50,000. The counts in `before` make finding the n-th row a binary search.
 */
export type CaptureRows = {
  readonly size: number;
  /** Sorted by `number`. */
  readonly chunks: readonly Chunk[];
  /** For each chunk, how many rows the chunks before it have. */
  readonly before: readonly number[];
};

/** Rows whose `seq >> 8` is `number`, sorted by seq; never empty. */
type Chunk = { readonly number: number; readonly rows: readonly CaptureSummary[] };

const chunkOf = (seq: number) => Math.floor(seq / 256);

export const noRows: CaptureRows = { size: 0, chunks: [], before: [] };

export function rowOf(rows: CaptureRows, seq: number): CaptureSummary | undefined {
  const chunk = rows.chunks[chunkPlace(rows.chunks, chunkOf(seq))];
  return chunk?.number === chunkOf(seq) ? chunk.rows.find((row) => row.seq === seq) : undefined;
}

/** The row at `index`, counted from the newest (0). */
export function rowAt(rows: CaptureRows, index: number): CaptureSummary | undefined {
  const rank = rows.size - 1 - index;
  if (index < 0 || rank < 0) return undefined;
  const place = firstPlace(rows.before.length, (at) => rows.before[at]! > rank) - 1;
  return rows.chunks[place]?.rows[rank - rows.before[place]!];
}

/** The index of `seq`, or the index it would have, counted from the newest (0): how many rows are above it. */
export function indexOf(rows: CaptureRows, seq: number): number {
  const place = chunkPlace(rows.chunks, chunkOf(seq));
  const chunk = rows.chunks[place];
  if (!chunk) return 0;
  const within = chunk.number === chunkOf(seq) ? chunk.rows.filter((row) => row.seq <= seq).length : 0;
  return rows.size - rows.before[place]! - within;
}

/** How many rows there are from seq `from` to seq `to`, both included. */
export function countBetween(rows: CaptureRows, from: number, to: number): number {
  return to < from ? 0 : indexOf(rows, from - 1) - indexOf(rows, to);
}

/** The rows from seq `from` to seq `to`, both included, oldest first. */
export function* rowsBetween(rows: CaptureRows, from: number, to: number): Generator<CaptureSummary> {
  for (let place = chunkPlace(rows.chunks, chunkOf(from)); place < rows.chunks.length; place++) {
    const chunk = rows.chunks[place]!;
    if (chunk.number > chunkOf(to)) return;
    for (const row of chunk.rows) if (row.seq >= from && row.seq <= to) yield row;
  }
}

/** Adds or replaces rows, then removes seqs. */
export function updateRows(
  rows: CaptureRows,
  added: readonly CaptureSummary[],
  removed: Iterable<number> = [],
): CaptureRows {
  const touched = new Map<number, Map<number, CaptureSummary>>();
  const draft = (seq: number) => {
    const number = chunkOf(seq);
    const chunk = touched.get(number) ?? new Map(chunkRows(rows, number).map((row) => [row.seq, row]));
    touched.set(number, chunk);
    return chunk;
  };
  for (const row of added) draft(row.seq).set(row.seq, row);
  for (const seq of removed) draft(seq).delete(seq);
  return touched.size === 0 ? rows : withChunks(rows, touched);
}

/** Removes the rows up to `seq`, except those for which `isKept` is true. */
export function dropUpTo(rows: CaptureRows, seq: number, isKept: (seq: number) => boolean): CaptureRows {
  const removed = [...rowsBetween(rows, 0, seq)].filter((row) => !isKept(row.seq)).map((row) => row.seq);
  return updateRows(rows, [], removed);
}

/** The rows up to `seq`; copies only the rows of its chunk. */
export function rowsUpTo(rows: CaptureRows, seq: number): CaptureRows {
  const place = chunkPlace(rows.chunks, chunkOf(seq) + 1);
  const chunks = rows.chunks.slice(0, place);
  const last = chunks.at(-1);
  if (last?.number === chunkOf(seq)) {
    const kept = last.rows.filter((row) => row.seq <= seq);
    chunks.splice(-1, 1, ...(kept.length > 0 ? [{ ...last, rows: kept }] : []));
  }
  const before = rows.before.slice(0, chunks.length);
  return { size: (before.at(-1) ?? 0) + (chunks.at(-1)?.rows.length ?? 0), chunks, before };
}

/** The rows added and removed between two values, each oldest first. Chunks that both share are skipped. */
export function diffRows(
  before: CaptureRows,
  after: CaptureRows,
): { added: CaptureSummary[]; removed: CaptureSummary[] } {
  const added: CaptureSummary[] = [];
  const removed: CaptureSummary[] = [];
  for (let at = 0, then = 0; at < after.chunks.length || then < before.chunks.length; ) {
    const [now, was] = [after.chunks[at], before.chunks[then]];
    const isNow = now !== undefined && (was === undefined || now.number <= was.number);
    const isThen = was !== undefined && (now === undefined || was.number <= now.number);
    if (now !== was) {
      const nowRows = isNow ? now.rows : [];
      const thenRows = isThen ? was.rows : [];
      added.push(...without(nowRows, thenRows));
      removed.push(...without(thenRows, nowRows));
    }
    if (isNow) at++;
    if (isThen) then++;
  }
  return { added, removed };
}

function without(rows: readonly CaptureSummary[], others: readonly CaptureSummary[]): CaptureSummary[] {
  const seqs = new Set(others.map(({ seq }) => seq));
  return rows.filter(({ seq }) => !seqs.has(seq));
}

function withChunks(rows: CaptureRows, touched: Map<number, Map<number, CaptureSummary>>): CaptureRows {
  const untouched = rows.chunks.filter((chunk) => !touched.has(chunk.number));
  const changed = [...touched]
    .filter(([, chunk]) => chunk.size > 0)
    .map(([number, chunk]) => ({ number, rows: [...chunk.values()].sort((a, b) => a.seq - b.seq) }));
  const chunks = [...untouched, ...changed].sort((a, b) => a.number - b.number);
  let size = 0;
  const before = chunks.map((chunk) => {
    size += chunk.rows.length;
    return size - chunk.rows.length;
  });
  return { size, chunks, before };
}

function chunkRows(rows: CaptureRows, number: number): readonly CaptureSummary[] {
  const chunk = rows.chunks[chunkPlace(rows.chunks, number)];
  return chunk?.number === number ? chunk.rows : [];
}

/** The place of the chunk with that number, or of the first one after it. */
function chunkPlace(chunks: readonly Chunk[], number: number): number {
  return firstPlace(chunks.length, (at) => chunks[at]!.number >= number);
}

/** Binary search: the first place below `count` where `holds` is true, given that it stays true from there; else `count`. */
function firstPlace(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
