import type { BinUse, BinUsePage } from '../../model/bin-use.ts';
import type { Bin as BinRow, PrismaClient } from '../generated/sqlite/client.ts';
import type { Store } from '../store.ts';

/** What bins take, for the operator; see `Store.binUses`. */
export class BinUses {
  readonly #client: PrismaClient;

  constructor(client: PrismaClient) {
    this.#client = client;
  }

  async page({ order, slug, after, limit }: Parameters<Store['binUses']>[0]): Promise<BinUsePage> {
    const column = columns[order.by];
    const direction = order.descending ? 'desc' : 'asc';
    const beyond = order.descending ? 'lt' : 'gt';
    const rows = await this.#client.bin.findMany({
      // Bins of the same value follow each other by id.
      where: {
        deletedAt: null,
        ...(slug ? { slug: { startsWith: slug } } : {}),
        ...(after && {
          OR: [
            { [column]: { [beyond]: after.value } },
            { [column]: after.value, id: { [beyond]: after.id } },
          ],
        }),
      },
      orderBy: [{ [column]: direction }, { id: direction }],
      take: limit + 1,
      select: useColumns,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      bins: shown.map(useOf),
      next: last && rows.length > limit ? { value: plain(last[column]), id: last.id } : null,
    };
  }

  async of(ids: readonly number[]): Promise<BinUse[]> {
    const rows = await this.#client.bin.findMany({
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

function plain(value: string | number | bigint): string | number {
  return typeof value === 'bigint' ? Number(value) : value;
}
