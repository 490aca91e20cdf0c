import { whenFree } from './busy.ts';
import type { Database } from './open.ts';

/** Takes or renews the lease on a piece of work until a time, milliseconds since the epoch; false while another holds it. */
export async function takeLease(
  { client }: Database,
  { name, holder, now, until }: { name: string; holder: string; now: number; until: number },
): Promise<boolean> {
  const taken = await whenFree(
    () => client.$executeRaw`
      INSERT INTO "Lease" ("name", "holder", "until") VALUES (${name}, ${holder}, ${until})
      ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
      WHERE "holder" = excluded."holder" OR "until" <= ${now}`,
  );
  return taken > 0;
}

/** Gives a lease back before its time. */
export async function giveLease({ client }: Database, name: string, holder: string): Promise<void> {
  await client.lease.deleteMany({ where: { name, holder } });
}
