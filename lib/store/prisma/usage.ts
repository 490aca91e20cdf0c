import type { UsageStore } from '../contracts/usage.ts';
import type { PrismaDatabase } from './database.ts';
import { binUseColumns, binUseOf } from './rows.ts';

/** Numbers of rejected requests, and what some bins take. */
export function usageStore({
  client,
  retry,
}: PrismaDatabase): Pick<UsageStore, 'addRejections' | 'readRejections' | 'findBinUses'> {
  return {
    async addRejections(counts) {
      const add = () =>
        client.$transaction(
          // In one order for all processes, so that none waits for another that waits for it.
          [...counts]
            .sort(([a], [b]) => a - b)
            .map(([id, count]) =>
              client.bin.updateManyAndReturn({
                where: { id },
                data: { refused: { increment: count } },
                select: { id: true, refused: true },
              }),
            ),
        );
      const totals = await retry(add);
      return new Map(totals.flat().map(({ id, refused }) => [id, refused]));
    },

    async readRejections(binId) {
      const row = await client.bin.findUnique({ where: { id: binId }, select: { refused: true } });
      return row?.refused ?? 0;
    },

    async findBinUses(binIds) {
      const rows = await client.bin.findMany({
        where: { id: { in: [...binIds] }, deletedAt: null },
        select: binUseColumns,
      });
      return rows.map(binUseOf);
    },
  };
}
