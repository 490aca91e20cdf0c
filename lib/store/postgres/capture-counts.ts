import type { CountChanges } from '../count-changes.ts';
import type { Statements } from './statements.ts';
import { storable } from './text-with-nul.ts';

/** Longer methods are counted by their beginning: an entry of an index has at most a third of a page. */
export const longestName = 200;

/** Writes the changes of counts, for a bin that is locked. */
export async function writeCounts(statements: Statements, changes: CountChanges): Promise<void> {
  const all = changes
    .all()
    .map((change) => ({ ...change, name: storable(change.name).slice(0, longestName) }));
  const [more, less] = [
    all.filter(({ captures }) => captures > 0),
    all.filter(({ captures }) => captures < 0),
  ];
  if (more.length > 0) await statements.run(add, JSON.stringify(more));
  if (less.length === 0) return;
  await statements.run(subtract, JSON.stringify(less));
  await statements.run(removeEmpty, JSON.stringify(less));
}

const given = `(
  SELECT "binId", "chunk", "by", "name", sum("captures") AS "captures", min("earliest") AS "earliest", max("latest") AS "latest"
  FROM json_to_recordset(?::json) AS change(
    "binId" int, "chunk" int, "by" text, "name" text, "captures" int, "earliest" bigint, "latest" bigint)
  GROUP BY 1, 2, 3, 4
) AS "given"`;
const add = `
  INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures", "earliest", "latest") SELECT * FROM ${given}
  ON CONFLICT ("binId", "chunk", "by", "name") DO UPDATE SET "captures" = "CaptureCount"."captures" + excluded."captures",
    "earliest" = least("CaptureCount"."earliest", excluded."earliest"),
    "latest" = greatest("CaptureCount"."latest", excluded."latest")`;
const theSame = `"CaptureCount"."binId" = "given"."binId" AND "CaptureCount"."chunk" = "given"."chunk"
  AND "CaptureCount"."by" = "given"."by" AND "CaptureCount"."name" = "given"."name"`;
const subtract = `
  UPDATE "CaptureCount" SET "captures" = "CaptureCount"."captures" + "given"."captures" FROM ${given} WHERE ${theSame}`;
const removeEmpty = `DELETE FROM "CaptureCount" USING ${given} WHERE ${theSame} AND "CaptureCount"."captures" <= 0`;
