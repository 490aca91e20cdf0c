import type { BlockStore } from '../contracts/blocks.ts';
import type { PrismaDatabase } from './database.ts';
import { blockOf } from './rows.ts';

export function blockStore({ client }: PrismaDatabase): BlockStore {
  return {
    async listBlocks() {
      const rows = await client.block.findMany({ orderBy: { id: 'desc' } });
      return rows.map(blockOf);
    },

    async addBlock({ kind, value, ...rest }) {
      const row = await client.block.upsert({
        where: { kind_value: { kind, value } },
        create: { kind, value, ...rest },
        update: rest,
      });
      return blockOf(row);
    },

    async removeBlock(blockId) {
      const { count } = await client.block.deleteMany({ where: { id: blockId } });
      return count > 0;
    },
  };
}
