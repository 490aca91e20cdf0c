import Database from 'better-sqlite3';
import { countCaptures } from '../support/count-captures.mjs';

/** How many captures share one row of their responses: a group commit on a busy server. */
const rangeLength = 50;
/** The captures are spread over this time, microseconds: a day. */
const span = 86_400e6;

/**
 * Multiplies the only capture of a bin to `count` captures of the last day, with their responses. The database must not be in use
 * otherwise.
 */
export function multiplyCapture(file, slug, count) {
  const database = new Database(file);
  try {
    database.pragma('synchronous = OFF');
    const { id } = database.prepare(`SELECT "id" FROM "Bin" WHERE "slug" = ?`).get(slug);
    const columns = columnsOf(database, 'Capture', ['id', 'seq', 'receivedAt']);
    const response = '"status", "sent", "bodySize", "bodySent"';
    const run = (sql, ...values) => database.prepare(sql).run(...values);
    database.transaction(() => {
      run(
        `INSERT INTO "Capture" (${columns}, "seq", "receivedAt")
          WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
          SELECT ${columns}, n, "receivedAt" - CAST(:span * (:count - n) / :count AS INTEGER) FROM "Capture", numbers
          WHERE "binId" = :id AND "seq" = 1 AND :count > 1`,
        { id, count, span },
      );
      run(`UPDATE "Capture" SET "receivedAt" = "receivedAt" - ? WHERE "binId" = ? AND "seq" = 1`, span, id);
      run(
        `INSERT INTO "AnswerRange" (${response}, "binId", "firstSeq", "lastSeq", "micros")
          WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + :length FROM numbers WHERE n + :length <= :count)
          SELECT ${response}, :id, n, min(n + :length - 1, :count), zeroblob(4 * (min(n + :length - 1, :count) - n + 1))
          FROM (
            SELECT ${response} FROM "Answer" WHERE "binId" = :id AND "seq" = 1
            UNION ALL SELECT ${response} FROM "AnswerRange" WHERE "binId" = :id AND "firstSeq" = 1
          ), numbers WHERE :count > 1`,
        { id, count, length: rangeLength },
      );
      run(
        `UPDATE "Bin" SET "lastSeq" = :count, "kept" = :count, "keptBytes" = "keptBytes" * :count WHERE "id" = :id`,
        { id, count },
      );
      run(`UPDATE "SentReplyUse" SET "uses" = ? WHERE "binId" = ?`, count, id);
      countCaptures(database);
    })();
  } finally {
    database.close();
  }
}

/**
 * Multiplies a bin without captures to `count` bins. Returns their slugs, without that of the first. The database must not be in
 * use otherwise.
 */
export function multiplyBin(file, slug, count) {
  const database = new Database(file);
  try {
    const columns = columnsOf(database, 'Bin', ['id', 'slug']);
    return database
      .prepare(
        `INSERT INTO "Bin" (${columns}, "slug")
          WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
          SELECT ${columns}, :slug || '-' || n FROM "Bin", numbers WHERE "slug" = :slug AND :count > 1
          RETURNING "slug"`,
      )
      .pluck()
      .all({ slug, count });
  } finally {
    database.close();
  }
}

function columnsOf(database, table, without) {
  const all = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  return all
    .filter((name) => !without.includes(name))
    .map((name) => `"${name}"`)
    .join(', ');
}
