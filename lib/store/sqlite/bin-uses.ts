import { server } from '../../model/asker.ts';
import type { BinUse, BinUsePage } from '../../model/bin-use.ts';
import type { Bin as BinRow } from '../generated/sqlite/client.ts';
import type { Store } from '../store.ts';
import type { Turns } from '../turns.ts';
import type { Database } from './open.ts';

/** Bins looked at in one statement. */
const together = 4000;

/** Where a bin stands in an order: bins of the same value follow each other by id. */
type Place = NonNullable<BinUsePage['next']>;

/** What bins take, for the operator; see `Store.binUses`. */
export class BinUses {
  readonly #database: Database;
  readonly #turns: Turns;

  constructor(database: Database, turns: Turns) {
    this.#database = database;
    this.#turns = turns;
  }

  /** There is no index for most orders: all bins are looked at, some thousands at a time, and the first of each kept. */
  async page({ order, slug = '', after, limit }: Parameters<Store['binUses']>[0]): Promise<BinUsePage> {
    const { reader } = this.#database;
    const column = columns[order.by];
    const [direction, beyond] = order.descending ? ['DESC', '<'] : ['ASC', '>'];
    const some = `SELECT * FROM "Bin" WHERE "id" > ? ORDER BY "id" LIMIT ${together}`;
    const best = `SELECT "id", "${column}" AS "value" FROM (${some})
      WHERE "deletedAt" IS NULL AND substr("slug", 1, ?) = ?
      ${after ? `AND ("${column}", "id") ${beyond} (?, ?)` : ''}
      ORDER BY 2 ${direction}, 1 ${direction} LIMIT ?`;
    const compare = (a: Place, b: Place) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.id - b.id);
    let first: Place[] = [];
    for (let from: number | undefined = 0; from !== undefined; ) {
      await this.#turns.take(server);
      const place = after ? [after.value, after.id] : [];
      const found = reader.all<Place>(best, from, slug.length, slug, ...place, limit + 1);
      first = [...first, ...found].sort((a, b) => (order.descending ? compare(b, a) : compare(a, b)));
      first = first.slice(0, limit + 1);
      const edge = `SELECT "id" FROM "Bin" WHERE "id" > ? ORDER BY "id" LIMIT 1 OFFSET ${together - 1}`;
      from = reader.first<{ id: number }>(edge, from)?.id;
    }
    const shown = first.slice(0, limit);
    const uses = new Map((await this.of(shown.map(({ id }) => id))).map((use) => [use.id, use]));
    return {
      bins: shown.flatMap(({ id }) => uses.get(id) ?? []),
      next: first.length > limit ? (shown.at(-1) ?? null) : null,
    };
  }

  async of(ids: readonly number[]): Promise<BinUse[]> {
    const rows = await this.#database.client.bin.findMany({
      where: { id: { in: [...ids] }, deletedAt: null },
      select: useColumns,
    });
    return rows.map(useOf);
  }
}

const columns = {
  size: 'keptBytes',
  received: 'lastSeq',
  refused: 'refused',
  created: 'createdAt',
  slug: 'slug',
} as const;

const useColumns = {
  id: true,
  slug: true,
  name: true,
  createdAt: true,
  lastSeq: true,
  keptBytes: true,
  refused: true,
} as const;

function useOf(row: Pick<BinRow, keyof typeof useColumns>): BinUse {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    createdAt: Number(row.createdAt),
    received: row.lastSeq,
    bytes: Number(row.keptBytes),
    refused: row.refused,
  };
}
