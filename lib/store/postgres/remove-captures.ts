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
  pinned: boolean,
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
export async function findRemovable(
  statements: Statements,
  binId: number,
  condition: string,
  args: readonly unknown[],
  batch = removalBatch,
): Promise<RemovableCapture[]> {
  const found: RemovableCapture[] = [];
  let bytes = 0;
  for (;;) {
    const limit = Math.min(readTogether, batch.captures - found.length);
    const rows = await statements.all<RemovableRow>(
      `SELECT c."seq", "pinned", c."size", "longBodyId", coalesce(length(a."chosen"), 0), "method",
         ${ofResponse('status')}, encode("hash", 'hex'), "use"."size", "uses"
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
        pinned,
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
export async function removeCaptures(
  statements: Statements,
  binId: number,
  captures: readonly RemovableCapture[],
): Promise<number> {
  if (captures.length === 0) return 0;
  const seqs = captures.map(({ seq }) => seq);
  const replies = await releaseContents(statements, binId, captures);
  for (const table of ['Answer', 'Capture']) {
    const these = `"binId" = ? AND "seq" = ANY(?)`;
    await statements.run(`DELETE FROM "${table}" WHERE ${these}`, binId, seqs);
  }
  await removeEmptyRanges(statements, binId, seqs);
  const counts = new CountChanges();
  for (const capture of captures) counts.remove(binId, chunkOf(capture.seq), 1, capture);
  await writeCounts(statements, counts);
  const bodies = captures.flatMap(({ longBodyId }) => longBodyId ?? []);
  if (bodies.length > 0) await markBodiesUnused(statements, bodies);
  const pinned = captures.filter((capture) => capture.pinned);
  const freed = captures.reduce((bytes, { notedSize }) => bytes + notedSize, totalSize(captures) + replies);
  await addToCounts(statements, binId, {
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

export async function contentOfRange(
  statements: Statements,
  binId: number,
  { after, upTo }: RemovedRange,
): Promise<RangeContent> {
  const [captures, bytes, bytesInRows, pinned, longBodies] = (await statements.first<
    [number, number, number, number, number]
  >(rangeContent, binId, after, upTo))!;
  return { captures, bytes, bytesInRows, pinned, longBodies };
}

const rangeContent = `
  SELECT count(*), coalesce(sum(${sizeInSql}), 0),
    coalesce(sum(CASE WHEN "longBodyId" IS NULL THEN ${sizeInSql} ELSE 0 END), 0), count(*) FILTER (WHERE "pinned"),
    count("longBodyId")
  FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" <= ?`;

/**
 * Removes all captures of a range, of which none is pinned: `removeCaptures` with a few statements for all of them together. It is
 * how a bin that is full makes room for each new capture. Returns the seqs removed and how many bytes are freed.
 */
export async function removeRange(
  statements: Statements,
  binId: number,
  { after, upTo }: RemovedRange,
  { captures, bytes, longBodies }: RangeContent,
): Promise<{ seqs: number[]; freed: number }> {
  const range = [binId, after, upTo] as const;
  const seqs = (await statements.all<[number]>(seqsIn, ...range)).map(([seq]) => seq);
  const counts = new CountChanges();
  const released = new Map<string, ReleasedContent>();
  let notes = 0;
  for (const row of await statements.all<RemovedRow>(removedIn, ...range, binId)) {
    const [chunk, method, status, removed, noted, hash, size, uses] = row;
    counts.remove(binId, chunk, removed, { method, status });
    notes += noted;
    if (!hash || size === null || uses === null) continue;
    released.set(hash, { hash, size, uses, released: removed + (released.get(hash)?.released ?? 0) });
  }
  const freed = bytes + notes + (await releaseAll(statements, binId, released.values()));
  await statements.run(deleteAnswers, ...range);
  if (longBodies > 0) await statements.run(markBodies, ...range);
  await statements.run(deleteCaptures, ...range);
  await removeEmptyRangesIn(statements, binId, { after, upTo });
  await writeCounts(statements, counts);
  await addToCounts(statements, binId, { kept: -captures, keptBytes: -freed, pinned: 0, pinnedBytes: 0 });
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
  SELECT "chunk", "method", "status", "removed", "noted", encode("going"."sent", 'hex'), "size", "uses" FROM (
    SELECT c.${chunkInSql} AS "chunk", c."method", ${ofResponse('status')} AS "status", ${ofResponse('sent')} AS "sent",
      count(*) AS "removed", coalesce(sum(length(a."chosen")), 0) AS "noted"
    FROM "Capture" c ${responseTables}
    WHERE c."binId" = ? AND c."seq" > ? AND c."seq" <= ? GROUP BY 1, 2, 3, 4
  ) AS "going" LEFT JOIN "SentReplyUse" ON "binId" = ? AND "hash" = "going"."sent"`;
const deleteAnswers = `DELETE FROM "Answer" WHERE ${inRange}`;
const deleteCaptures = `DELETE FROM "Capture" WHERE ${inRange}`;
const markBodies = `
  UPDATE "LongBody" SET "createdAt" = 0
  WHERE "id" IN (SELECT "longBodyId" FROM "Capture" WHERE ${inRange} AND "longBodyId" IS NOT NULL)`;

/** Long bodies may have many megabytes, so they are only marked as unused here, and removed in pieces later. */
async function markBodiesUnused(statements: Statements, ids: number[]): Promise<void> {
  const these = `"id" = ANY(?)`;
  await statements.run(`UPDATE "LongBody" SET "createdAt" = 0 WHERE ${these}`, ids);
}

type Counts = { kept: number; keptBytes: number; pinned: number; pinnedBytes: number };

/** Adds to the counts of a bin. */
export async function addToCounts(statements: Statements, binId: number, change: Counts): Promise<void> {
  await statements.run(
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
