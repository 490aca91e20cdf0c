import type { SecretStore } from '../contracts/secrets.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase } from './database.ts';
import { secretOf, secretOrder } from './rows.ts';

export function secretStore(
  { client, retry, transactInBin }: PrismaDatabase,
  finder: BinFinder,
): SecretStore {
  return {
    async listSecrets(binId) {
      const rows = await client.signingSecret.findMany({ where: { binId }, orderBy: [...secretOrder] });
      return rows.map(secretOf);
    },

    async listEverySecret(after, limit) {
      const rows = await client.signingSecret.findMany({
        where: { id: { gt: after } },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map((row) => ({ ...secretOf(row), id: row.id, binId: row.binId }));
    },

    async replaceSecret(id, { encrypted, fingerprint }) {
      const data = { encrypted: new Uint8Array(encrypted), fingerprint };
      await retry(() => client.signingSecret.updateMany({ where: { id }, data }));
    },

    async writeSecrets(binId, provider, secrets) {
      const isWritten = await transactInBin(binId, async (transaction) => {
        if ((await transaction.bin.count({ where: { id: binId } })) === 0) return false;
        await transaction.signingSecret.deleteMany({ where: { binId, provider } });
        for (const { encrypted, fingerprint, createdAt } of secrets) {
          await transaction.signingSecret.create({
            data: { binId, provider, encrypted: new Uint8Array(encrypted), fingerprint, createdAt },
          });
        }
        return true;
      });
      await finder.reread(binId);
      return isWritten;
    },
  };
}
