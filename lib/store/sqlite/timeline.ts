import type { Filter } from '../../filter/index.ts';
import { statusPart, type Timeline, type TimelineDivision } from '../../model/timeline.ts';
import type { Store } from '../store.ts';
import { type Searched, search } from './search.ts';

type TimelineQuery = Parameters<Store['timeline']>[1];

/** More methods than these are `other`: anybody can invent some. */
const mostParts = 8;

/** How many captures of a bin arrived when. Without a filter the index alone is read. */
export async function timeline(searched: Searched, head: number, query: TimelineQuery): Promise<Timeline> {
  const { to, by, buckets } = query;
  const from = Math.min(query.from ?? (await firstMoment(searched)) ?? to, to);
  const width = Math.max(1000, Math.ceil((to - from) / buckets / 1000) * 1000);
  const counts = new Map<string, number[]>();
  const add = (bucket: number, name: string, count: number) => {
    if (bucket < 0 || bucket >= buckets) return;
    const part = counts.get(name) ?? new Array<number>(buckets).fill(0);
    part[bucket]! += count;
    counts.set(name, part);
  };
  const next = query.filter
    ? await addFound(searched, query, query.filter, (at, name) =>
        add(Math.floor((at - from) / width), name, 1),
      )
    : await addAll(searched, { from, until: from + width * buckets, width, by }, add);
  return {
    from: isoOf(from),
    to: isoOf(from + width * buckets),
    bucketMs: width / 1000,
    by,
    series: partsOf(counts),
    head,
    next,
  };
}

async function addAll(
  { client, binId }: Searched,
  { from, until, width, by }: { from: number; until: number; width: number; by: TimelineDivision },
  add: (bucket: number, name: string, count: number) => void,
): Promise<null> {
  const answers = 'LEFT JOIN "Answer" a ON a."binId" = c."binId" AND a."seq" = c."seq"';
  const part = by === 'method' ? 'c."method"' : 'a."status" / 100';
  const rows = await client.$queryRawUnsafe<{ bucket: bigint; part: unknown; count: bigint }[]>(
    `SELECT CAST((c."receivedAt" - ?) / ? AS INTEGER) AS bucket, ${part} AS part, COUNT(*) AS count
       FROM "Capture" c ${by === 'method' ? '' : answers}
      WHERE c."binId" = ? AND c."receivedAt" >= ? AND c."receivedAt" < ?
      GROUP BY 1, 2`,
    from,
    width,
    binId,
    from,
    until,
  );
  for (const { bucket, part: value, count } of rows) {
    const name = by === 'method' ? String(value) : statusPart(value === null ? null : Number(value) * 100);
    add(Number(bucket), name, Number(count));
  }
  return null;
}

/** The same for what a filter finds, which has to be looked for; the seq where its budget ended. */
async function addFound(
  searched: Searched,
  { by, before, budget }: TimelineQuery,
  filter: Filter,
  add: (receivedAt: number, name: string) => void,
): Promise<number | null> {
  const found = search(searched, { before, budget }, filter);
  for (;;) {
    const { value, done } = await found.next();
    if (done) return value;
    const { row, answered } = value;
    add(Number(row.receivedAt), by === 'method' ? row.method : statusPart(answered?.status ?? null));
  }
}

async function firstMoment({ client, binId }: Searched): Promise<number | null> {
  const row = await client.capture.findFirst({
    where: { binId },
    orderBy: { receivedAt: 'asc' },
    select: { receivedAt: true },
  });
  return row && Number(row.receivedAt);
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
