import type { Answered } from '#lib/model/capture.ts';
import { contentOf, type ResponseContent } from '../response-content.ts';
import { chosenText } from '../response-row.ts';
import type { Statements } from './statements.ts';

/** The content of responses of a bin, and how many of them have it. */
type UsedContent = ResponseContent & { readonly binId: number; uses: number };

/** The same response to one or more captures of a bin. */
export type SentResponses = { readonly binId: number; readonly answered: Answered; readonly uses: number };

function contentsOf(responses: readonly SentResponses[]): UsedContent[] {
  const different = new Map<string, UsedContent>();
  for (const { binId, answered, uses } of responses) {
    if (!answered.sent) continue;
    const content = contentOf(answered.sent);
    const key = `${binId} ${content.key}`;
    const used = different.get(key);
    if (used) used.uses += uses;
    else different.set(key, { binId, ...content, uses });
  }
  return [...different.values()];
}

/**
 * Stores headers and body of responses, once for each bin that sent them, and counts their uses. Calls `add` with the bytes that
 * this adds to a bin, including those of how the responses were chosen.
 */
export function storeContents(
  statements: Statements,
  responses: readonly SentResponses[],
  add: (binId: number, bytes: number) => void,
): void {
  for (const { binId, answered } of responses) {
    const chosen = chosenText(answered);
    if (chosen !== null) add(binId, chosen.length);
  }
  for (const { binId, hash, headers, body, uses } of contentsOf(responses)) {
    const size = headers.length + body.length;
    const [usesNow] = statements.first<[number]>(countUses, binId, hash, uses, size) ?? [];
    if (usesNow !== uses) continue;
    statements.run(
      'INSERT OR REPLACE INTO "SentReply" ("binId","hash","headers","body") VALUES (?,?,?,?)',
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
  ON CONFLICT ("binId", "hash") DO UPDATE SET "uses" = "uses" + excluded."uses"
  RETURNING "uses"`;

/** The content of a response: its hash in hexadecimal, its bytes, and how many captures got it. */
export type ContentUse = { readonly hash: string; readonly size: number; readonly uses: number };

/** Subtracts captures from the uses of their response contents, and removes contents without uses. Returns the bytes freed. */
export function releaseContents(
  statements: Statements,
  binId: number,
  captures: readonly { readonly sent: ContentUse | null }[],
): number {
  return releaseAll(statements, binId, countReleases(captures));
}

/** A content, and how many of its uses end. */
export type ReleasedContent = ContentUse & { readonly released: number };

/** The same for contents whose uses are counted. */
export function releaseAll(
  statements: Statements,
  binId: number,
  contents: Iterable<ReleasedContent>,
): number {
  let freed = 0;
  for (const { hash, size, uses, released } of contents) {
    if (released < uses) {
      const sql = `UPDATE "SentReplyUse" SET "uses" = "uses" - ? WHERE "binId" = ? AND "hash" = unhex(?)`;
      statements.run(sql, released, binId, hash);
    } else {
      for (const table of ['SentReplyUse', 'SentReply'])
        statements.run(`DELETE FROM "${table}" WHERE "binId" = ? AND "hash" = unhex(?)`, binId, hash);
      freed += size;
    }
  }
  return freed;
}

/** For each hash: its bytes, how many captures have it, and how many of those are removed. */
function countReleases(captures: readonly { readonly sent: ContentUse | null }[]) {
  const all = new Map<string, ContentUse & { released: number }>();
  for (const { sent } of captures) {
    if (!sent) continue;
    const known = all.get(sent.hash);
    if (known) known.released += 1;
    else all.set(sent.hash, { ...sent, released: 1 });
  }
  return all.values();
}
