import type { Filter, FilterSource } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { ListedFacts } from '#lib/model/capture.ts';
import { capturesWithResponses, type SummaryRow, summarySelection } from '../capture-row.ts';
import type { CaptureReader } from './capture-reader.ts';
import { readChunkTimes } from './chunk-times.ts';
import type { Scanner, ScanRange } from './scanner.ts';
import { firstWindow, rangeAfter, type SeqRange } from './seq-windows.ts';
import { rangeWithin, timeBoundsOf } from './time-bounds.ts';

/** Rows read in one statement at most. */
const readTogether = 100;

/** The range and the order of a search: see `PageQuery`. */
export type SearchPage = { after?: number; before?: number; budget?: number; limit?: number };

/** A capture that matches, without its body. */
export type FoundCapture = { readonly row: SummaryRow; readonly facts: ListedFacts };

/** Where a search looks, in which order, and at how many captures at most. */
type SearchRange = {
  readonly range: SeqRange;
  readonly upwards: boolean;
  readonly budget: number;
  readonly limit: number;
};

/**
 * The captures that match a filter, or all, in the range and order of a `PageQuery`. First the database evaluates the part of
 * the filter that columns can decide, then the facts are tested, and a body is read only where they may match. Returns the seq
 * where the budget was used up; null when all captures were looked at.
 */
export async function* search(
  captures: CaptureReader,
  binId: number,
  page: SearchPage,
  filter: Filter | undefined,
  asker: Asker,
): AsyncGenerator<FoundCapture, number | null> {
  const { scanner } = captures;
  const { after = 0, before = Number.MAX_SAFE_INTEGER } = page;
  const { budget = Number.POSITIVE_INFINITY, limit = readTogether } = page;
  const range = await rangeOf(captures, binId, { after, before }, filter, asker);
  if (!range) return null;
  const where: SearchRange = { range, upwards: isUpwards(page), budget, limit };
  return filter?.source && scanner
    ? yield* searchElsewhere({ captures, scanner }, binId, where, { ...filter, source: filter.source }, asker)
    : yield* searchHere(captures, binId, where, filter, asker);
}

/** The part of a range in which captures may match a filter: one by time excludes most chunks. Null when there is none. */
async function rangeOf(
  captures: CaptureReader,
  binId: number,
  range: SeqRange,
  filter: Filter | undefined,
  asker: Asker,
): Promise<SeqRange | null> {
  const bounds = filter && timeBoundsOf(filter.narrowings);
  return bounds ? rangeWithin(range, await readChunkTimes(captures, binId, asker), bounds) : range;
}

/** The same on the thread of the scanner. Only captures for which the filter is expensive are tested here. */
async function* searchElsewhere(
  { captures, scanner }: { captures: CaptureReader; scanner: Scanner },
  binId: number,
  { range, upwards, budget }: SearchRange,
  filter: Filter & { source: FilterSource },
  asker: Asker,
): AsyncGenerator<FoundCapture, number | null> {
  // The thread sees what is committed.
  await captures.commitResponses();
  let left = budget;
  let rest: SeqRange | null = range;
  while (rest) {
    const range: ScanRange = { binId, ...rest, upwards, most: left };
    // The thread cannot tell that its file was replaced.
    captures.reader.check();
    const found = await scanner.scan({ ...range, filter: filter.source }, asker);
    for (const row of found.rows) yield { row, facts: captures.summaryFacts(binId, row) };
    if (found.costly) {
      const facts = captures.summaryFacts(binId, found.costly);
      if (await captures.matches(filter, binId, found.costly, facts, asker))
        yield { row: found.costly, facts };
    }
    left -= found.looked;
    rest = found.rest;
    if (rest && left <= 0) return upwards ? rest.after : rest.before;
  }
  return null;
}

/** The same on this thread, in turns. */
async function* searchHere(
  captures: CaptureReader,
  binId: number,
  { range, upwards, budget, limit }: SearchRange,
  filter: Filter | undefined,
  asker: Asker,
): AsyncGenerator<FoundCapture, number | null> {
  const { reader, turns } = captures;
  const condition = reader.dialect.conditionOf(filter?.narrowings ?? []);
  const sql = `SELECT ${summarySelection} FROM ${capturesWithResponses}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" < ? AND ${condition.sql}
    ORDER BY c."seq" ${upwards ? 'ASC' : 'DESC'}`;
  const most = filter ? readTogether : Math.min(readTogether, limit + 1);
  let left = budget;
  let rest: SeqRange | null = range;
  while (rest) {
    await turns.take(asker);
    const window: SeqRange = await firstWindow(reader, binId, rest, upwards);
    rest = rangeAfter(rest, window, upwards);
    for await (const row of rowsIn(window)) {
      await turns.take(asker);
      const facts = captures.summaryFacts(binId, row);
      if (!filter || (await captures.matches(filter, binId, row, facts, asker))) yield { row, facts };
      left -= 1;
      if (left <= 0) return row.seq;
    }
  }
  return null;

  async function* rowsIn(window: SeqRange): AsyncGenerator<SummaryRow> {
    for (let { after, before } = window; ; ) {
      await turns.take(asker);
      const limit = Math.min(most, left);
      const { rows, isAll } = await reader.some<SummaryRow>(
        limit,
        sql,
        binId,
        after,
        before,
        ...condition.values,
      );
      yield* rows;
      if (isAll) return;
      const edge = rows.at(-1)!.seq;
      if (upwards) after = edge;
      else before = edge;
    }
  }
}

/** Whether the oldest come first: only with `after` alone. */
export function isUpwards({ after, before }: { after?: number; before?: number }): boolean {
  return after !== undefined && before === undefined;
}
