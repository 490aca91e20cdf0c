import { server } from '#lib/model/asker.ts';
import type { BinUsePage } from '#lib/model/bin-use.ts';
import type { BinUseQuery, UsageStore } from '../contracts/usage.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { usageStore } from '../prisma/usage.ts';
import type { Turns } from '../turns.ts';
import { readUsedBytes } from './free-pages.ts';
import type { Database } from './open.ts';
import type { Reader } from './reader.ts';

/** Bins scanned in one statement. */
const scannedTogether = 4000;

/** The position of a bin in an order. Bins with the same value are ordered by id. */
type Place = NonNullable<BinUsePage['next']>;

export function sqliteUsage(database: Database & PrismaDatabase, turns: Turns): UsageStore {
  const { connection, reader } = database;
  const usage = usageStore(database);
  return {
    ...usage,
    listBinUses: (page) => pageOf({ reader, turns, findBinUses: usage.findBinUses }, page),
    usedBytes: () => readUsedBytes(connection),

    async size() {
      const { bins, bytes } = reader.first<{ bins: number; bytes: number }>(
        `SELECT (SELECT COUNT(*) FROM "Bin") AS "bins", page_count * page_size AS "bytes"
         FROM pragma_page_count(), pragma_page_size()`,
      )!;
      return { bins, bytes };
    },
  };
}

/** Most orders have no index: all bins are scanned, some thousands at a time, and the first of each batch kept. */
async function pageOf(
  {
    reader,
    turns,
    findBinUses: binUsesOf,
  }: { reader: Reader; turns: Turns } & Pick<UsageStore, 'findBinUses'>,
  { order, slug = '', after, limit }: BinUseQuery,
): Promise<BinUsePage> {
  const column = columns[order.by];
  const [direction, beyond] = order.descending ? ['DESC', '<'] : ['ASC', '>'];
  const some = `SELECT * FROM "Bin" WHERE "id" > ? ORDER BY "id" LIMIT ${scannedTogether}`;
  const best = `SELECT "id", "${column}" AS "value" FROM (${some})
    WHERE "deletedAt" IS NULL AND substr("slug", 1, ?) = ?
    ${after ? `AND ("${column}", "id") ${beyond} (?, ?)` : ''}
    ORDER BY 2 ${direction}, 1 ${direction} LIMIT ?`;
  const compare = (a: Place, b: Place) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.id - b.id);
  let first: Place[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    await turns.take(server);
    const place = after ? [after.value, after.id] : [];
    const found = reader.all<Place>(best, from, slug.length, slug, ...place, limit + 1);
    first = [...first, ...found].sort((a, b) => (order.descending ? compare(b, a) : compare(a, b)));
    first = first.slice(0, limit + 1);
    const edge = `SELECT "id" FROM "Bin" WHERE "id" > ? ORDER BY "id" LIMIT 1 OFFSET ${scannedTogether - 1}`;
    from = reader.first<{ id: number }>(edge, from)?.id;
  }
  const shown = first.slice(0, limit);
  const uses = new Map((await binUsesOf(shown.map(({ id }) => id))).map((use) => [use.id, use]));
  return {
    bins: shown.flatMap(({ id }) => uses.get(id) ?? []),
    next: first.length > limit ? (shown.at(-1) ?? null) : null,
  };
}

const columns = {
  size: 'keptBytes',
  received: 'lastSeq',
  refused: 'refused',
  created: 'createdAt',
  slug: 'slug',
} as const;
