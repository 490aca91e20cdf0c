import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import { statusPart, type Timeline, type TimelineDivision } from '#lib/model/timeline.ts';
import { seqsOf } from '../capture-chunks.ts';
import type { TimelineQuery } from '../contracts/captures.ts';
import { ofResponse, responseTables } from '../response-row.ts';
import type { CaptureReader } from './capture-reader.ts';
import { type ChunkTimes, readChunkTimes } from './chunk-times.ts';
import { search } from './search.ts';
import { type Buckets, bucketAt, bucketsOf, type DividedChunks, divideChunks } from './timeline-buckets.ts';

/** The captures that are counted: those of a bin up to the seq `head`. */
type Counted = {
  readonly captures: CaptureReader;
  readonly binId: number;
  readonly head: number;
  readonly asker: Asker;
};

/** How many parts there are at most; more methods than that are counted as `other`. */
const mostParts = 8;

/** Counts when captures of a bin arrived. Without a filter, the counts of chunks are added up. */
export async function countTimeline(counted: Counted, query: TimelineQuery): Promise<Timeline> {
  const { to, by } = query;
  const { captures, binId, asker } = counted;
  const needsTimes = !query.filter || query.from === undefined;
  const chunks = needsTimes ? await readChunkTimes(captures, binId, asker) : [];
  const from = Math.min(query.from ?? (await firstReceived(counted, chunks)) ?? to, to);
  const buckets = bucketsOf(from, to, query.buckets);
  const counts = new Map<string, number[]>();
  const add: Add = (bucket, name, count) => {
    if (bucket < 0 || bucket >= buckets.count) return;
    const part = counts.get(name) ?? new Array<number>(buckets.count).fill(0);
    part[bucket]! += count;
    counts.set(name, part);
  };
  const next = query.filter
    ? await addFound(counted, query, query.filter, (at, name) => add(bucketAt(buckets, at), name, 1))
    : await addAll(counted, divideChunks(chunks, buckets, counted.head), buckets, by, add);
  return {
    from: isoOf(from),
    to: isoOf(from + buckets.width * buckets.count),
    bucketMs: buckets.width / 1000,
    by,
    series: partsOf(counts),
    head: counted.head,
    next,
  };
}

/** Adds to the count of a part in a bucket. Buckets that the timeline does not have are ignored. */
type Add = (bucket: number, part: string, count: number) => void;

/** Counts all captures. Those that are removed before they are reached are not counted. */
async function addAll(
  { captures: { reader, turns }, binId, head, asker }: Counted,
  { whole, divided }: DividedChunks,
  { from, width }: Buckets,
  by: TimelineDivision,
  add: Add,
): Promise<null> {
  for (const { bucket, first, last } of whole) {
    await turns.take(asker);
    let withoutResponse = 0;
    for (const row of await reader.all<Count>(countsOfChunks, binId, first, last)) {
      if (row.by === by) add(bucket, row.name, row.captures);
      withoutResponse += row.by === 'method' ? row.captures : -row.captures;
    }
    if (by === 'status' && withoutResponse > 0) add(bucket, statusPart(null), withoutResponse);
  }
  const captures = `
    SELECT ${reader.dialect.quotient('(c."receivedAt" - ?)', '?')} AS "bucket",
      ${by === 'method' ? 'c."method"' : `${ofResponse('status')} / 100`} AS "part", COUNT(*) AS "count"
    FROM "Capture" c ${by === 'method' ? '' : responseTables}
    WHERE c."binId" = ? AND c."seq" BETWEEN ? AND ? AND c."receivedAt" >= ? GROUP BY 1, 2`;
  for (const chunk of divided) {
    await turns.take(asker);
    const { firstSeq, lastSeq } = seqsOf(chunk);
    const seqs = [binId, firstSeq, Math.min(lastSeq, head)];
    for (const { bucket, part, count } of await reader.all<Bucket>(captures, from, width, ...seqs, from)) {
      const status = () => statusPart(part === null ? null : Number(part) * 100);
      add(bucket, by === 'method' ? String(part) : status(), count);
    }
  }
  return null;
}

type Count = { readonly by: TimelineDivision; readonly name: string; readonly captures: number };
const countsOfChunks = `
  SELECT "by", "name", sum("captures") AS "captures" FROM "CaptureCount"
  WHERE "binId" = ? AND "chunk" BETWEEN ? AND ? GROUP BY "by", "name"`;

type Bucket = { readonly bucket: number; readonly part: string | number | null; readonly count: number };

/** The same for captures that match a filter. Returns the seq where the budget was used up. */
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

/** When the oldest capture was received, microseconds since the epoch; null when there is none. */
async function firstReceived(
  { captures: { reader, turns }, binId, head, asker }: Counted,
  chunks: readonly ChunkTimes[],
): Promise<number | null> {
  let first: number | null = null;
  for (const { chunk, earliest } of chunks.toSorted((a, b) => a.earliest - b.earliest)) {
    if (first !== null && earliest >= first) break;
    await turns.take(asker);
    const { firstSeq, lastSeq } = seqsOf(chunk);
    const row = await reader.first<{ receivedAt: number }>(
      `SELECT "receivedAt" FROM "Capture" WHERE "binId" = ? AND "seq" BETWEEN ? AND ?
       ORDER BY "receivedAt" LIMIT 1`,
      binId,
      firstSeq,
      Math.min(lastSeq, head),
    );
    if (row) first = Math.min(first ?? row.receivedAt, row.receivedAt);
  }
  return first;
}

/** The parts, the largest first. When there are too many, the smallest are combined. */
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
