import { searchedBodyNow } from '#lib/content-encoding/searched-body.ts';
import { isCheap } from '#lib/filter/cheap.ts';
import { free } from '#lib/filter/cost.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import {
  bodySelection,
  capturesWithResponses,
  plainBytes,
  type SummaryRow,
  summaryFactsOf,
  summarySelection,
} from '../capture-row.ts';
import { responseOf } from '../response-row.ts';
import type { Scan, ScanRange } from '../sql/scanner.ts';
import { edgeAfter, rangeAfter, type SeqRange, windowUpTo } from '../sql/seq-windows.ts';
import { sqliteDialect } from './dialect.ts';
import type { Reader } from './reader.ts';

/** Captures in a window. Without matches a statement runs to the end of its window. */
const windowSize = 10_000;
/** The most captures of one scan that match: they are copied between threads. */
const mostFound = 200;

/**
 * Looks for captures that match a filter, for some milliseconds. It does not yield: it runs on a thread of its own, where nobody else
 * waits. `search` calls it again for the rest.
 */
export function scan(
  reader: Reader,
  filter: Filter,
  { binId, after, before, upwards, most }: ScanRange,
  milliseconds: number,
): Scan {
  const end = performance.now() + milliseconds;
  const condition = sqliteDialect.conditionOf(filter.narrowings);
  const sql = `SELECT ${summarySelection} FROM ${capturesWithResponses}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" < ? AND ${condition.sql}
    ORDER BY c."seq" ${upwards ? 'ASC' : 'DESC'}`;
  const rows: SummaryRow[] = [];
  let looked = 0;
  for (let range: SeqRange | null = { after, before }; range; ) {
    const edge = reader.first<{ seq: number }>(
      edgeAfter(upwards),
      binId,
      range.after,
      range.before,
      windowSize,
    );
    const window: SeqRange = windowUpTo(range, edge, upwards);
    for (const row of reader.each<SummaryRow>(sql, binId, window.after, window.before, ...condition.values)) {
      const rest: SeqRange = upwards ? { ...range, after: row.seq } : { ...range, before: row.seq };
      looked += 1;
      const verdict = judge(row);
      if (verdict === 'costly') return { rows, looked, rest, costly: row };
      if (verdict === 'matches') rows.push(row);
      if (looked >= most || rows.length >= mostFound || performance.now() > end)
        return { rows, looked, rest, costly: null };
    }
    range = rangeAfter(range, window, upwards);
    if (range && performance.now() > end) return { rows, looked, rest: range, costly: null };
  }
  return { rows, looked, rest: null, costly: null };

  function judge(row: SummaryRow): 'matches' | 'differs' | 'costly' {
    const facts = summaryFactsOf(row, responseOf(row));
    const cost = filter.cost ?? free;
    if (!isCheap(cost, { facts, body: noBody })) return 'costly';
    if (!filter.mayMatch(facts)) return 'differs';
    if (!filter.needsBody) return 'matches';
    // A long body is read in pieces, which takes a while.
    if (row.longBodyId !== null) return 'costly';
    const stored = reader.first<{ body: Uint8Array }>(selectBody, binId, row.seq);
    if (!stored) return 'differs';
    const body = searchedBodyNow(facts, plainBytes(stored.body));
    if (body === null) return 'costly';
    const subject = { facts, body };
    if (!isCheap(cost, subject)) return 'costly';
    return filter.matches(subject) ? 'matches' : 'differs';
  }
}

const noBody = new Uint8Array();
const selectBody = `SELECT ${bodySelection} FROM "Capture" WHERE "binId" = ? AND "seq" = ?`;
