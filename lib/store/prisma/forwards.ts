import type { ForwardSettings } from '#lib/model/forward.ts';
import type { ForwardStore } from '../contracts/forwards.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase } from './database.ts';
import { forwardOf } from './forward-row.ts';

/** The rules themselves; each database keeps their queues in its own way. */
export function forwardStore(
  { client, transactInBin }: PrismaDatabase,
  finder: BinFinder,
): Pick<
  ForwardStore,
  'instanceId' | 'listForwards' | 'forward' | 'listEveryForward' | 'addForward' | 'changeForward'
> {
  return {
    async instanceId() {
      const { id } = await client.instance.findFirstOrThrow();
      return id;
    },

    async listForwards(binId) {
      const rows = await client.forward.findMany({ where: { binId }, orderBy: { id: 'asc' } });
      return rows.map(forwardOf);
    },

    async forward(binId, publicId) {
      const row = await client.forward.findFirst({ where: { binId, publicId } });
      return row && forwardOf(row);
    },

    async listEveryForward() {
      const rows = await client.forward.findMany({ orderBy: { id: 'asc' } });
      if (rows.length === 0) return [];
      const bins = await client.bin.findMany({
        where: { id: { in: [...new Set(rows.map(({ binId }) => binId))] }, deletedAt: null },
        select: { id: true, lastSeq: true },
      });
      const heads = new Map(bins.map(({ id, lastSeq }) => [id, lastSeq]));
      return rows.flatMap((row) => {
        const head = heads.get(row.binId);
        return head === undefined ? [] : [{ binId: row.binId, head, forward: forwardOf(row) }];
      });
    },

    async addForward(binId, forward, most) {
      const { id: publicId, createdAt, cursor, skippedUpTo, paused, breaker, ...settings } = forward;
      const result = await transactInBin(binId, async (transaction) => {
        if ((await transaction.bin.count({ where: { id: binId, deletedAt: null } })) === 0) return 'no-bin';
        if ((await transaction.forward.count({ where: { binId } })) >= most) return 'full';
        await transaction.forward.create({
          data: {
            binId,
            publicId,
            createdAt,
            cursor,
            skippedUpTo,
            paused: paused && JSON.stringify(paused),
            breaker: JSON.stringify(breaker),
            settings: JSON.stringify(settings),
          },
        });
        return 'added';
      });
      await finder.reread(binId);
      return result;
    },

    async changeForward(binId, publicId, changeOf) {
      let isOfRule = false;
      const changed = await transactInBin(binId, async (transaction) => {
        const row = await transaction.forward.findFirst({ where: { binId, publicId } });
        if (row === null) return null;
        const change = changeOf(forwardOf(row));
        if (change === null) return row;
        const { paused, breaker, skippedUpTo, ...edit } = change;
        isOfRule = Object.keys(edit).length > 0 || paused !== undefined;
        const settings = JSON.stringify({ ...(JSON.parse(row.settings) as ForwardSettings), ...edit });
        return transaction.forward.update({
          where: { id: row.id },
          data: {
            settings,
            ...(paused !== undefined && { paused: paused && JSON.stringify(paused) }),
            ...(breaker !== undefined && { breaker: JSON.stringify(breaker) }),
            ...(skippedUpTo !== undefined && { skippedUpTo }),
          },
        });
      });
      if (isOfRule) await finder.reread(binId);
      return changed && forwardOf(changed);
    },
  };
}
