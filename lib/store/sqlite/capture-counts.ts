import type { CountChanges } from '../count-changes.ts';
import type { Statements } from './statements.ts';

/** Writes the changes of counts: one statement for each count. */
export function writeCounts(statements: Statements, changes: CountChanges): void {
  for (const { binId, chunk, by, name, captures, earliest, latest } of changes.all()) {
    if (captures > 0) statements.run(add, binId, chunk, by, name, captures, earliest, latest);
    else {
      const count = [binId, chunk, by, name] as const;
      const areLeft = statements.run(subtract, -captures, ...count, -captures) > 0;
      if (!areLeft) statements.run(removeCount, ...count);
    }
  }
}

const add = `
  INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures", "earliest", "latest") VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT ("binId", "chunk", "by", "name") DO UPDATE SET "captures" = "captures" + excluded."captures",
    "earliest" = min("earliest", excluded."earliest"), "latest" = max("latest", excluded."latest")`;
const oneCount = '"binId" = ? AND "chunk" = ? AND "by" = ? AND "name" = ?';
const subtract = `UPDATE "CaptureCount" SET "captures" = "captures" - ? WHERE ${oneCount} AND "captures" > ?`;
const removeCount = `DELETE FROM "CaptureCount" WHERE ${oneCount}`;
