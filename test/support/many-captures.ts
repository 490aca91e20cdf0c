import Database from 'better-sqlite3';
import { openStore } from '#lib/store/open.ts';
import { countCaptures } from './count-captures.mjs';
import { received } from './received.ts';
import { root } from './root.ts';

/** The properties of each capture. */
type Each = {
  /** The size in bytes of a header of each capture, and of its body. */
  headerBytes?: number;
  bodyBytes?: number;
};

/** Adds thousands of captures to the only bin of a database by copying the first. The database must not be in use otherwise. */
export async function addManyCaptures(
  file: string,
  binId: number,
  count: number,
  { headerBytes = 20, bodyBytes = 40 }: Each = {},
): Promise<void> {
  const store = await openStore(`file:${file}`, root);
  await store.addCapture(binId, {
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
  countCaptures(database);
  database.close();
}
