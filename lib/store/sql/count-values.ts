import { pathValue, statusValue, typeValue } from '#lib/filter/filter-value.ts';
import { pathOf } from '#lib/http/target.ts';
import type { Asker } from '#lib/model/asker.ts';
import { type CountedKey, ValueCounter, type ValueCounts } from '#lib/model/value-counts.ts';
import type { ValuesQuery } from '../contracts/captures.ts';
import { ofResponse, responseTables } from '../response-row.ts';
import type { CaptureReader } from './capture-reader.ts';
import type { Dialect } from './reads.ts';
import { firstWindow, rangeAfter, type SeqRange, windowSize } from './seq-windows.ts';

/** How the database reads the values of a key: the columns they are in, and the value of such a row. */
type Source = {
  readonly columns: readonly string[];
  readonly value: (...columns: readonly unknown[]) => string | null;
};

const text = (value: unknown) => value as string | null;
const sourcesIn = ({ contentType, clientAddress }: Dialect): Readonly<Record<CountedKey, Source>> => ({
  method: { columns: ['c."method"'], value: text },
  path: {
    columns: ['c."target"', 'c."prefixLength"'],
    value: (target, prefixLength) => pathValue(pathOf(target as string, prefixLength as number)),
  },
  type: { columns: [contentType], value: (sent) => typeValue(text(sent)) },
  status: {
    columns: [ofResponse('status')],
    value: (status) => (status === null ? null : statusValue(status as number)),
  },
  from: { columns: [clientAddress], value: text },
  provider: { columns: ['c."provider"'], value: text },
  event: { columns: ['c."event"'], value: text },
  signature: { columns: ['c."signature"'], value: text },
  schema: { columns: ['c."schema"'], value: text },
});

/** Counts the values of a filter key, a thousand captures at a time, the newest first. */
export async function countValues(
  captures: CaptureReader,
  binId: number,
  { key, budget }: ValuesQuery,
  asker: Asker,
): Promise<ValueCounts> {
  if (key === 'status') await captures.commitResponses();
  const { reader, turns } = captures;
  const { columns, value } = sourcesIn(reader.dialect)[key];
  const names = columns.map((_, index) => `"value${index}"`);
  const sql = `SELECT ${columns.map((column, index) => `${column} AS ${names[index]}`).join(', ')}, count(*) AS "count"
    FROM "Capture" c ${key === 'status' ? responseTables : ''}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" < ? GROUP BY ${names.join(', ')}`;
  const counter = new ValueCounter();
  let counted = 0;
  let rest: SeqRange | null = { after: 0, before: Number.MAX_SAFE_INTEGER };
  while (rest && counted < budget) {
    await turns.take(asker);
    const size = Math.min(windowSize, budget - counted);
    const window: SeqRange = await firstWindow(reader, binId, rest, false, size);
    for (const row of await reader.all<ValueRow>(sql, binId, window.after, window.before)) {
      counter.add(value(row.value0, row.value1), row.count);
      counted += row.count;
    }
    rest = rangeAfter(rest, window, false);
  }
  return { key, ...counter.list(), counted, isPartial: rest !== null };
}

type ValueRow = { readonly value0: unknown; readonly value1?: unknown; readonly count: number };
