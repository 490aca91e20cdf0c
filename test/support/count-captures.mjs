/** Seqs in a chunk: as in `lib/store/capture-chunks.ts`. */
const chunkSize = 128;

/**
 * Counts the captures of a database by chunk, as the store does. For captures that were not added through the store.
 * @param {import('better-sqlite3').Database} database
 */
export function countCaptures(database) {
  database.exec(`
    DELETE FROM "CaptureCount";
    INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures", "earliest", "latest")
      SELECT "binId", "seq" / ${chunkSize}, 'method', "method", count(*), min("receivedAt"), max("receivedAt")
      FROM "Capture" GROUP BY 1, 2, 4;
    INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures")
      SELECT "binId", "seq" / ${chunkSize}, 'status', ("status" / 100) || 'xx', count(*)
      FROM (
        SELECT c."binId", c."seq", iif(a."status" IS NULL, r."status", a."status") AS "status" FROM "Capture" c
        LEFT JOIN "Answer" a ON a."binId" = c."binId" AND a."seq" = c."seq"
        LEFT JOIN "AnswerRange" r ON r."binId" = c."binId" AND r."lastSeq" >= c."seq" AND r."firstSeq" =
          (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = c."binId" AND "firstSeq" <= c."seq")
      ) WHERE "status" IS NOT NULL GROUP BY 1, 2, 4`);
}
