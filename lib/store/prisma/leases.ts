import type { UpkeepStore } from '../contracts/upkeep.ts';
import type { PrismaDatabase } from './database.ts';

export function leaseStore({
  client,
  retry,
}: PrismaDatabase): Pick<UpkeepStore, 'takeLease' | 'releaseLease'> {
  return {
    async takeLease({ name, holder, now, until }) {
      const taken = await retry(
        () => client.$executeRaw`
          INSERT INTO "Lease" ("name", "holder", "until") VALUES (${name}, ${holder}, ${until})
          ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
          WHERE "Lease"."holder" = excluded."holder" OR "Lease"."until" <= ${now}`,
      );
      return taken > 0;
    },

    async releaseLease(name, holder) {
      await client.lease.deleteMany({ where: { name, holder } });
    },
  };
}
