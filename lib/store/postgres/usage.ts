import type { BinUsePage } from '#lib/model/bin-use.ts';
import type { BinUseQuery, UsageStore } from '../contracts/usage.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { usageStore } from '../prisma/usage.ts';
import type { Database } from './open.ts';
import type { Reader } from './reader.ts';

/** The position of a bin in an order. Bins with the same value are ordered by id. */
type Place = NonNullable<BinUsePage['next']>;

export function postgresUsage(database: Database & PrismaDatabase): UsageStore {
  const { reader } = database;
  const usage = usageStore(database);
  const usedBytes = async () => (await reader.first<{ bytes: number }>(databaseSize))!.bytes;
  return {
    ...usage,
    listBinUses: (page) => pageOf(reader, usage.findBinUses, page),
    usedBytes,

    async size() {
      const { bins } = (await reader.first<{ bins: number }>('SELECT count(*) AS "bins" FROM "Bin"'))!;
      return { bins, bytes: await usedBytes() };
    },
  };
}

/** With its indexes, and with the space of rows that were removed and is used again. */
const databaseSize = 'SELECT pg_database_size(current_database()) AS "bytes"';

/** Most orders have no index: the database looks at all bins, whose rows are short. */
async function pageOf(
  reader: Reader,
  findBinUses: UsageStore['findBinUses'],
  { order, slug = '', after, limit }: BinUseQuery,
): Promise<BinUsePage> {
  const column = columns[order.by];
  const [direction, beyond] = order.descending ? ['DESC', '<'] : ['ASC', '>'];
  const found = await reader.all<Place>(
    `SELECT "id", ${column} AS "value" FROM "Bin"
     WHERE "deletedAt" IS NULL AND starts_with("slug", ?)
     ${after ? `AND (${column}, "id") ${beyond} (?, ?)` : ''}
     ORDER BY 2 ${direction}, 1 ${direction} LIMIT ?`,
    slug,
    ...(after ? [after.value, after.id] : []),
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const uses = new Map((await findBinUses(shown.map(({ id }) => id))).map((use) => [use.id, use]));
  return {
    bins: shown.flatMap(({ id }) => uses.get(id) ?? []),
    next: found.length > limit ? (shown.at(-1) ?? null) : null,
  };
}

/** Slugs are ordered by their bytes, whatever the language of the database. */
const columns = {
  size: '"keptBytes"',
  received: '"lastSeq"',
  refused: '"refused"',
  created: '"createdAt"',
  slug: '"slug" COLLATE "C"',
} as const;
