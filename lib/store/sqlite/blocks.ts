import type { Block } from '../../model/block.ts';
import type { Block as BlockRow, PrismaClient } from '../generated/sqlite/client.ts';

/** What the operator keeps out; see `Store.blocks`. */
export class Blocks {
  readonly #client: PrismaClient;

  constructor(client: PrismaClient) {
    this.#client = client;
  }

  async list(): Promise<Block[]> {
    const rows = await this.#client.block.findMany({ orderBy: { id: 'desc' } });
    return rows.map(blockOf);
  }

  async add({ kind, value, ...rest }: Omit<Block, 'id'>): Promise<Block> {
    return blockOf(
      await this.#client.block.upsert({
        where: { kind_value: { kind, value } },
        create: { kind, value, ...rest },
        update: rest,
      }),
    );
  }

  async remove(id: number): Promise<boolean> {
    const { count } = await this.#client.block.deleteMany({ where: { id } });
    return count > 0;
  }
}

function blockOf(row: BlockRow): Block {
  return {
    id: row.id,
    kind: row.kind as Block['kind'],
    value: row.value,
    reason: row.reason,
    createdAt: Number(row.createdAt),
    expiresAt: row.expiresAt === null ? null : Number(row.expiresAt),
  };
}
