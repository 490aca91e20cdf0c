import Database from 'better-sqlite3';
import { openStore } from '#lib/store/open.ts';
import { received } from './received.ts';
import { root } from './root.ts';

/** What each of many captures is like. */
type Each = {
  /** Bytes of a header that each has, and of its body. */
  headerBytes?: number;
  bodyBytes?: number;
};

/** Adds captures to the only bin of a database that is in no other use, by copying the first: thousands in a moment. */
export async function addManyCaptures(
  file: string,
  binId: number,
  count: number,
  { headerBytes = 20, bodyBytes = 40 }: Each = {},
): Promise<void> {
  const store = await openStore(`file:${file}`, root);
  await store.add(binId, {
    ...received({ body: new Uint8Array(bodyBytes).fill(97) }),
    headers: [
      ['Host', 'localhost:3000'],
      ['X-Kind', 'a'.repeat(headerBytes)],
    ],
  });
  await store.close();
  const database = new Database(file);
  const all = database.prepare(`SELECT name FROM pragma_table_info('Capture')`).pluck().all() as string[];
  const copied = all.filter((name) => !['id', 'seq', 'receivedAt'].includes(name)).map((name) => `"${name}"`);
  database.exec(`
    INSERT INTO "Capture" (${copied.join(',')}, "seq", "receivedAt")
      WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
      SELECT ${copied.join(',')}, n, "receivedAt" + n * 1000000 FROM "Capture", numbers
      WHERE "binId" = ${binId} AND "seq" = 1;
    INSERT INTO "Answer" ("binId", "seq", "status", "micros", "complete")
      SELECT "binId", "seq", 200, 100, TRUE FROM "Capture" WHERE "binId" = ${binId};
    UPDATE "Bin" SET "lastSeq" = ${count}, "kept" = ${count}, "keptBytes" = "keptBytes" * ${count}
      WHERE "id" = ${binId};
  `);
  database.close();
}
