import type { Listener } from '#lib/model/listener.ts';
import type { ListenerStore } from '../contracts/listeners.ts';
import type { ListenerRow, PrismaDatabase } from './database.ts';

export function listenerStore({ client, transactInBin, retry }: PrismaDatabase): ListenerStore {
  return {
    async listListeners(binId) {
      const rows = await client.listener.findMany({ where: { binId }, orderBy: { name: 'asc' } });
      return rows.map(listenerOf);
    },

    async listener(binId, name) {
      const row = await client.listener.findUnique({ where: { binId_name: { binId, name } } });
      return row && listenerOf(row);
    },

    async changeListener(binId, name, change) {
      return transactInBin(binId, async (transaction) => {
        if ((await transaction.bin.count({ where: { id: binId, deletedAt: null } })) === 0) return null;
        const where = { binId_name: { binId, name } };
        const row = await transaction.listener.findUnique({ where });
        const count = row === null ? await transaction.listener.count({ where: { binId } }) : 1;
        const { createdAt, seenAt, ...facts } = change(row && listenerOf(row), count);
        const data = { ...facts, createdAt: BigInt(createdAt), seenAt: BigInt(seenAt) };
        const changed =
          row === null
            ? await transaction.listener.create({ data: { binId, ...data } })
            : await transaction.listener.update({ where, data });
        return listenerOf(changed);
      });
    },

    async removeListener(binId, name) {
      const { count } = await retry(() => client.listener.deleteMany({ where: { binId, name } }));
      return count > 0;
    },
  };
}

function listenerOf({ name, cursor, instance, url, createdAt, seenAt }: ListenerRow): Listener {
  return { name, cursor, instance, url, createdAt: Number(createdAt), seenAt: Number(seenAt) };
}
