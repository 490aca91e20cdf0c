import type { Filter } from '../../filter/index.ts';
import type { Asker } from '../../model/asker.ts';
import type { CaptureFacts } from '../../model/capture.ts';
import { capturesWithAnswers, type SummaryRow, summaryColumns } from '../rows.ts';
import type { Captures } from './captures.ts';
import { conditionOf } from './conditions.ts';
import { beyond, firstWindow, type SeqRange } from './windows.ts';

/** Rows read together at most. */
const together = 100;

/** Where a search looks, and whether at the oldest first. */
export type SearchPage = { after?: number; before?: number; budget?: number; limit?: number };

/** A capture that was found, without its body. */
export type Found = { readonly row: SummaryRow; readonly facts: Omit<CaptureFacts, 'trailers'> };

/**
 * The captures a filter finds, or all, in the order and between the bounds of `Store.list`. The database is asked what its
 * columns can tell; then the facts are judged, and only where these may match a body is read. Ends with the seq where its
 * budget was spent; null when it has looked at all there was.
 */
export async function* search(
  captures: Captures,
  binId: number,
  { after, before, budget = Number.POSITIVE_INFINITY, limit = together }: SearchPage,
  filter: Filter | undefined,
  asker: Asker,
): AsyncGenerator<Found, number | null> {
  const { reader, turns } = captures;
  const upwards = isUpwards({ after, before });
  const condition = conditionOf(filter?.narrowings ?? []);
  const sql = `SELECT ${summaryColumns} FROM ${capturesWithAnswers}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" < ? AND ${condition.sql}
    ORDER BY c."seq" ${upwards ? 'ASC' : 'DESC'}`;
  const most = filter ? together : Math.min(together, limit + 1);
  let left = budget;
  let rest: SeqRange | null = { after: after ?? 0, before: before ?? Number.MAX_SAFE_INTEGER };
  while (rest) {
    await turns.take(asker);
    const window: SeqRange = firstWindow(reader, binId, rest, upwards);
    rest = beyond(rest, window, upwards);
    for await (const row of rowsIn(window)) {
      await turns.take(asker);
      const facts = captures.summaryFacts(binId, row);
      if (await isFound(row, facts)) yield { row, facts };
      left -= 1;
      if (left <= 0) return row.seq;
    }
  }
  return null;

  async function* rowsIn(window: SeqRange): AsyncGenerator<SummaryRow> {
    for (let { after, before } = window; ; ) {
      await turns.take(asker);
      const limit = Math.min(most, left);
      const { rows, isAll } = reader.some<SummaryRow>(limit, sql, binId, after, before, ...condition.values);
      yield* rows;
      if (isAll) return;
      const edge = rows.at(-1)!.seq;
      if (upwards) after = edge;
      else before = edge;
    }
  }

  async function isFound(row: SummaryRow, facts: Found['facts']): Promise<boolean> {
    if (!filter) return true;
    if (!(await captures.filters.mayMatch(filter, facts, asker))) return false;
    if (!filter.needsBody) return true;
    const body = await captures.body(binId, row, asker);
    return body !== null && captures.filters.matches(filter, { facts, body }, asker);
  }
}

/** Oldest first: only where the page says where to begin and not where to end. */
export function isUpwards({ after, before }: { after?: number; before?: number }): boolean {
  return after !== undefined && before === undefined;
}
