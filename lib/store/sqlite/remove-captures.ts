import { chunkInSql, chunkOf } from '../capture-chunks.ts';
import { sizeInSql } from '../capture-size.ts';
import { CountChanges } from '../count-changes.ts';
import { type RemovableCapture, removalBatch } from '../removal-batch.ts';
import { ofResponse, responseTables } from '../response-row.ts';
import type { ReleasedContent } from '../response-uses.ts';
import { writeCounts } from './capture-counts.ts';
import { releaseAll, releaseContents } from './response-contents.ts';
import { removeEmptyRanges, removeEmptyRangesIn } from './response-ranges.ts';
import type { Statements } from './statements.ts';

/**
 * Removal of captures. All removals go through here, in one transaction with the counts of the bin, so that these are right at
 * every commit.
 */

type RemovableRow = [
  seq: number,
  pinned: number,
  size: number,
  longBodyId: number | null,
  notedSize: number,
  method: string,
  status: number | null,
  hash: string | null,
  sentSize: number | null,
  uses: number | null,
];

/** Captures whose sizes are read in one statement. For old captures that reads the headers, of up to 64 KiB. */
const readTogether = 50;

/** The oldest captures of a bin for which a condition holds: a batch of them, at least one if there is any. */
export function findRemovable(
  statements: Statements,
  binId: number,
  condition: string,
  args: readonly unknown[],
  batch = removalBatch,
): RemovableCapture[] {
  const found: RemovableCapture[] = [];
  let bytes = 0;
  for (;;) {
    const limit = Math.min(readTogether, batch.captures - found.length);
    const rows = statements.all<RemovableRow>(
      `SELECT c."seq", "pinned", c."size", "longBodyId", ifnull(length(a."chosen"), 0), "method",
         ${ofResponse('status')}, hex("hash"), "use"."size", "uses"
       FROM (
         SELECT "binId", "seq", "pinned", ${sizeInSql} AS "size", "longBodyId", "method" FROM "Capture"
         WHERE "binId" = ? AND "seq" > ? AND ${condition} ORDER BY "seq" LIMIT ?
       ) AS c ${responseTables}
       LEFT JOIN "SentReplyUse" AS "use" ON "use"."binId" = c."binId" AND "hash" = ${ofResponse('sent')}
       ORDER BY c."seq"`,
      binId,
      found.at(-1)?.seq ?? 0,
      ...args,
      limit,
    );
    for (const [seq, pinned, size, longBodyId, notedSize, method, status, hash, sentSize, uses] of rows) {
      found.push({
        seq,
        pinned: pinned === 1,
        size,
        notedSize,
        longBodyId,
        method,
        status,
        sent: hash ? { hash, size: sentSize ?? 0, uses: uses ?? 0 } : null,
      });
      // Long bodies are removed later, in pieces.
      bytes += longBodyId === null ? size : 0;
      if (bytes >= batch.bytes) return found;
    }
    if (rows.length < limit || found.length >= batch.captures) return found;
  }
}

/**
 * Removes captures with their responses and subtracts them from the counts of the bin. Their long bodies are marked as unused.
 * Returns how many bytes are freed.
 */
export function removeCaptures(
  statements: Statements,
  binId: number,
  captures: readonly RemovableCapture[],
): number {
  if (captures.length === 0) return 0;
  const seqs = captures.map(({ seq }) => seq);
  const replies = releaseContents(statements, binId, captures);
  for (const table of ['Answer', 'Capture']) {
    const these = `"binId" = ? AND "seq" IN (SELECT "value" FROM json_each(?))`;
    statements.run(`DELETE FROM "${table}" WHERE ${these}`, binId, JSON.stringify(seqs));
  }
  removeEmptyRanges(statements, binId, seqs);
  const counts = new CountChanges();
  for (const capture of captures) counts.remove(binId, chunkOf(capture.seq), 1, capture);
  writeCounts(statements, counts);
  const bodies = captures.flatMap(({ longBodyId }) => longBodyId ?? []);
  if (bodies.length > 0) markBodiesUnused(statements, bodies);
  const pinned = captures.filter((capture) => capture.pinned);
  const freed = captures.reduce((bytes, { notedSize }) => bytes + notedSize, totalSize(captures) + replies);
  addToCounts(statements, binId, {
    kept: -captures.length,
    keptBytes: -freed,
    pinned: -pinned.length,
    pinnedBytes: -totalSize(pinned),
  });
  return freed;
}

/** Seqs of captures, `after` not included, `upTo` included. */
export type RemovedRange = { readonly after: number; readonly upTo: number };

/** What a range has: how many captures, their bytes, those in their rows, and how many of them are pinned or have a long body. */
export type RangeContent = {
  readonly captures: number;
  readonly bytes: number;
  readonly bytesInRows: number;
  readonly pinned: number;
  readonly longBodies: number;
};

export function contentOfRange(
  statements: Statements,
  binId: number,
  { after, upTo }: RemovedRange,
): RangeContent {
  const [captures, bytes, bytesInRows, pinned, longBodies] = statements.first<
    [number, number, number, number, number]
  >(rangeContent, binId, after, upTo)!;
  return { captures, bytes, bytesInRows, pinned, longBodies };
}

const rangeContent = `
  SELECT count(*), ifnull(sum(${sizeInSql}), 0),
    ifnull(sum(iif("longBodyId" IS NULL, ${sizeInSql}, 0)), 0), ifnull(sum("pinned"), 0),
    count("longBodyId")
  FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" <= ?`;

/**
 * Removes all captures of a range, of which none is pinned: `removeCaptures` with a few statements for all of them together. It is
 * how a bin that is full makes room for each new capture. Returns the seqs removed and how many bytes are freed.
 */
export function removeRange(
  statements: Statements,
  binId: number,
  { after, upTo }: RemovedRange,
  { captures, bytes, longBodies }: RangeContent,
): { seqs: number[]; freed: number } {
  const range = [binId, after, upTo] as const;
  const seqs = statements.all<[number]>(seqsIn, ...range).map(([seq]) => seq);
  const counts = new CountChanges();
  const released = new Map<string, ReleasedContent>();
  let notes = 0;
  for (const row of statements.all<RemovedRow>(removedIn, ...range, binId)) {
    const [chunk, method, status, removed, noted, hash, size, uses] = row;
    counts.remove(binId, chunk, removed, { method, status });
    notes += noted;
    if (!hash || size === null || uses === null) continue;
    released.set(hash, { hash, size, uses, released: removed + (released.get(hash)?.released ?? 0) });
  }
  const freed = bytes + notes + releaseAll(statements, binId, released.values());
  statements.run(deleteAnswers, ...range);
  if (longBodies > 0) statements.run(markBodies, ...range);
  statements.run(deleteCaptures, ...range);
  removeEmptyRangesIn(statements, binId, { after, upTo });
  writeCounts(statements, counts);
  addToCounts(statements, binId, { kept: -captures, keptBytes: -freed, pinned: 0, pinnedBytes: 0 });
  return { seqs, freed };
}

/** Captures of a chunk that have the same method and the same response, and the content of that. */
type RemovedRow = [
  chunk: number,
  method: string,
  status: number | null,
  removed: number,
  noted: number,
  hash: string | null,
  size: number | null,
  uses: number | null,
];

const inRange = '"binId" = ? AND "seq" > ? AND "seq" <= ?';
const seqsIn = `SELECT "seq" FROM "Capture" WHERE ${inRange} ORDER BY "seq"`;
const removedIn = `
  SELECT "chunk", "method", "status", "removed", "noted", hex("going"."sent"), "size", "uses" FROM (
    SELECT c.${chunkInSql} AS "chunk", c."method", ${ofResponse('status')} AS "status", ${ofResponse('sent')} AS "sent",
      count(*) AS "removed", ifnull(sum(length(a."chosen")), 0) AS "noted"
    FROM "Capture" c ${responseTables}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" <= ? GROUP BY 1, 2, 3, 4
  ) AS "going" LEFT JOIN "SentReplyUse" ON "binId" = ? AND "hash" = "going"."sent"`;
const deleteAnswers = `DELETE FROM "Answer" WHERE ${inRange}`;
const deleteCaptures = `DELETE FROM "Capture" WHERE ${inRange}`;
const markBodies = `
  UPDATE "LongBody" SET "createdAt" = 0
  WHERE "id" IN (SELECT "longBodyId" FROM "Capture" WHERE ${inRange} AND "longBodyId" IS NOT NULL)`;

/** Long bodies may have many megabytes, so they are only marked as unused here, and removed in pieces later. */
function markBodiesUnused(statements: Statements, ids: number[]): void {
  const these = `"id" IN (SELECT "value" FROM json_each(?))`;
  statements.run(`UPDATE "LongBody" SET "createdAt" = 0 WHERE ${these}`, JSON.stringify(ids));
}

type Counts = { kept: number; keptBytes: number; pinned: number; pinnedBytes: number };

/** Adds to the counts of a bin. */
export function addToCounts(statements: Statements, binId: number, change: Counts): void {
  statements.run(
    `UPDATE "Bin" SET "kept" = "kept" + ?, "keptBytes" = "keptBytes" + ?, "pinned" = "pinned" + ?,
       "pinnedBytes" = "pinnedBytes" + ? WHERE "id" = ?`,
    change.kept,
    change.keptBytes,
    change.pinned,
    change.pinnedBytes,
    binId,
  );
}

function totalSize(captures: readonly RemovableCapture[]): number {
  return captures.reduce((bytes, { size }) => bytes + size, 0);
}
