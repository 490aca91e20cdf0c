import { chosenText } from '../response-row.ts';
import {
  type ContentUse,
  contentsOf,
  countReleases,
  type ReleasedContent,
  type SentResponses,
} from '../response-uses.ts';
import type { Statements } from './statements.ts';

/**
 * Stores headers and body of responses, once for each bin that sent them, and counts their uses. Calls `add` with the bytes that
 * this adds to a bin, including those of how the responses were chosen.
 */
export async function storeContents(
  statements: Statements,
  responses: readonly SentResponses[],
  add: (binId: number, bytes: number) => void,
): Promise<void> {
  for (const { binId, answered } of responses) {
    const chosen = chosenText(answered);
    if (chosen !== null) add(binId, chosen.length);
  }
  for (const { binId, hash, headers, body, uses } of contentsOf(responses)) {
    const size = headers.length + body.length;
    const [usesNow] = (await statements.first<[number]>(countUses, binId, hash, uses, size)) ?? [];
    if (usesNow !== uses) continue;
    await statements.run(
      `INSERT INTO "SentReply" ("binId", "hash", "headers", "body") VALUES (?, ?, ?, ?)
       ON CONFLICT ("binId", "hash") DO NOTHING`,
      binId,
      hash,
      headers,
      body,
    );
    add(binId, size);
  }
}

const countUses = `
  INSERT INTO "SentReplyUse" ("binId", "hash", "uses", "size") VALUES (?, ?, ?, ?)
  ON CONFLICT ("binId", "hash") DO UPDATE SET "uses" = "SentReplyUse"."uses" + excluded."uses"
  RETURNING "uses"`;

/** Subtracts captures from the uses of their response contents, and removes contents without uses. Returns the bytes freed. */
export async function releaseContents(
  statements: Statements,
  binId: number,
  captures: readonly { readonly sent: ContentUse | null }[],
): Promise<number> {
  return releaseAll(statements, binId, countReleases(captures));
}

/** The same for contents whose uses are counted. */
export async function releaseAll(
  statements: Statements,
  binId: number,
  contents: Iterable<ReleasedContent>,
): Promise<number> {
  let freed = 0;
  for (const { hash, size, uses, released } of contents) {
    if (released < uses) {
      const sql = `UPDATE "SentReplyUse" SET "uses" = "uses" - ? WHERE "binId" = ? AND "hash" = decode(?, 'hex')`;
      await statements.run(sql, released, binId, hash);
    } else {
      for (const table of ['SentReplyUse', 'SentReply'])
        await statements.run(
          `DELETE FROM "${table}" WHERE "binId" = ? AND "hash" = decode(?, 'hex')`,
          binId,
          hash,
        );
      freed += size;
    }
  }
  return freed;
}
