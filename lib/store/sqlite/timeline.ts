import type { Filter } from '../../filter/index.ts';
import type { Asker } from '../../model/asker.ts';
import { statusPart, type Timeline, type TimelineDivision } from '../../model/timeline.ts';
import type { Store } from '../store.ts';
import type { Captures } from './captures.ts';
import { search } from './search.ts';

type TimelineQuery = Parameters<Store['timeline']>[1];

/** Where a timeline is counted: of the captures of a bin up to a seq. */
type Counted = {
  readonly captures: Captures;
  readonly binId: number;
  readonly head: number;
  readonly asker: Asker;
};

/** More methods than these are `other`: anybody can invent some. */
const mostParts = 8;

/** How many captures of a bin arrived when. Without a filter the index alone is read. */
export async function timeline(counted: Counted, query: TimelineQuery): Promise<Timeline> {
  const { to, by, buckets } = query;
  const from = Math.min(query.from ?? firstMoment(counted) ?? to, to);
  const width = Math.max(1000, Math.ceil((to - from) / buckets / 1000) * 1000);
  const counts = new Map<string, number[]>();
  const add = (bucket: number, name: string, count: number) => {
    if (bucket < 0 || bucket >= buckets) return;
    const part = counts.get(name) ?? new Array<number>(buckets).fill(0);
    part[bucket]! += count;
    counts.set(name, part);
  };
  const next = query.filter
    ? await addFound(counted, query, query.filter, (at, name) =>
        add(Math.floor((at - from) / width), name, 1),
      )
    : await addAll(counted, { from, until: from + width * buckets, width, by }, add);
  return {
    from: isoOf(from),
    to: isoOf(from + width * buckets),
    bucketMs: width / 1000,
    by,
    series: partsOf(counts),
    head: counted.head,
    next,
  };
}

/** Captures counted in one statement: some milliseconds, since the index alone is read, and their answers. */
const together = 4000;

type Place = { readonly receivedAt: number; readonly seq: number };
type Bucket = { readonly bucket: number; readonly part: string | number | null; readonly count: number };

/**
 * Counts what arrived between two moments, in the order of the index. Whatever arrives meanwhile is above the head and is not
 * counted; what is evicted or removed before it was come to is not counted either.
 */
async function addAll(
  { captures: { reader, turns }, binId, head, asker }: Counted,
  { from, until, width, by }: { from: number; until: number; width: number; by: TimelineDivision },
  add: (bucket: number, name: string, count: number) => void,
): Promise<null> {
  const some = `SELECT "binId", "receivedAt", "seq", "method" FROM "Capture"
    WHERE "binId" = ? AND ("receivedAt", "seq") > (?, ?) AND "receivedAt" < ?
    ORDER BY "receivedAt", "seq" LIMIT ${together}`;
  const edge = `SELECT "receivedAt", "seq" FROM (${some}) LIMIT 1 OFFSET ${together - 1}`;
  const answers = 'LEFT JOIN "Answer" a ON a."binId" = c."binId" AND a."seq" = c."seq"';
  const counts = `
    SELECT CAST((c."receivedAt" - ?) / ? AS INTEGER) AS "bucket",
      ${by === 'method' ? 'c."method"' : 'a."status" / 100'} AS "part", COUNT(*) AS "count"
    FROM (${some}) c ${by === 'method' ? '' : answers} WHERE c."seq" <= ? GROUP BY 1, 2`;
  for (let at: Place | undefined = { receivedAt: from, seq: -1 }; at; ) {
    await turns.take(asker);
    at = addSome(at);
  }
  return null;

  /** Counts some, and says where these end; undefined when they were the last. */
  function addSome({ receivedAt, seq }: Place): Place | undefined {
    const place = [binId, receivedAt, seq, until];
    return reader.atOnce(() => {
      for (const { bucket, part, count } of reader.all<Bucket>(counts, from, width, ...place, head)) {
        const status = () => statusPart(part === null ? null : Number(part) * 100);
        add(bucket, by === 'method' ? String(part) : status(), count);
      }
      return reader.first<Place>(edge, ...place);
    });
  }
}

/** The same for what a filter finds, which has to be looked for; the seq where its budget ended. */
async function addFound(
  { captures, binId, asker }: Counted,
  { by, before, budget }: TimelineQuery,
  filter: Filter,
  add: (receivedAt: number, name: string) => void,
): Promise<number | null> {
  const found = search(captures, binId, { before, budget }, filter, asker);
  for (;;) {
    const { value, done } = await found.next();
    if (done) return value;
    const { receivedAt, method, answered } = value.facts;
    add(receivedAt, by === 'method' ? method : statusPart(answered?.status ?? null));
  }
}

function firstMoment({ captures: { reader }, binId }: Counted): number | null {
  const row = reader.first<{ receivedAt: number }>(
    'SELECT "receivedAt" FROM "Capture" WHERE "binId" = ? ORDER BY "receivedAt" LIMIT 1',
    binId,
  );
  return row?.receivedAt ?? null;
}

/** The parts, the largest first; the smallest of too many together. */
function partsOf(counts: ReadonlyMap<string, number[]>): Timeline['series'] {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, count) => all + count, 0);
  const parts = [...counts]
    .map(([name, numbers]) => ({ name, counts: numbers }))
    .sort((a, b) => sum(b.counts) - sum(a.counts));
  if (parts.length <= mostParts) return parts;
  const rest = parts.slice(mostParts - 1).map((part) => part.counts);
  const other = rest[0]!.map((_, bucket) => sum(rest.map((numbers) => numbers[bucket]!)));
  return [...parts.slice(0, mostParts - 1), { name: 'other', counts: other }];
}

function isoOf(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}
