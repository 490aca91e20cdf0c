import type { Recognised } from '#lib/model/capture.ts';
import { type SizedCapture, withSize } from '../capture-row.ts';
import type { BinFill } from '../eviction-choice.ts';
import type { NewPiece } from '../sql/long-bodies.ts';
import { longestName } from './capture-counts.ts';
import type { Connections } from './connections.ts';
import { givenCaptures, insertedColumns, selectedColumns, valuesOf } from './insert-captures.ts';
import type { Statements } from './statements.ts';

/** A capture waiting for its seq and its commit. */
export type NewCapture = { binId: number; received: Recognised };

/** The seqs of a group, in the order of its captures: null for those whose bin was deleted. The bins that grew. */
export type WrittenGroup = { readonly seqs: (number | null)[]; readonly fills: BinFill[] };

/**
 * Writes a group of captures with one statement. It locks the rows of their bins in order of id, gives the seqs, and inserts and counts
 * the captures. Alone it is a transaction: no other process waits for longer than one commit takes.
 */
export async function writeCaptures(
  statements: Statements,
  captures: readonly NewCapture[],
): Promise<WrittenGroup> {
  if (captures.length === 0) return { seqs: [], fills: [] };
  const shares = new Map<number, Share>();
  // Until the database has given the seqs, a row has its place among the captures of its bin.
  const rows = captures.map(withStorableSize).map((capture) => ({ capture, seq: addTo(shares, capture) }));
  const { json, bodies } = valuesOf(rows);
  const grown = await statements.all<GrownRow>(writeAll, JSON.stringify([...shares.values()]), json, bodies);
  const lastBefore = new Map<number, number>();
  const fills: BinFill[] = [];
  for (const [binId, before, kept, bytes, capacity, maxBytes] of grown) {
    lastBefore.set(binId, before);
    fills.push({ binId, captures: kept, bytes, capacity, maxBytes });
  }
  const seqs = rows.map(({ capture, seq }) => {
    const before = lastBefore.get(capture.binId);
    return before === undefined ? null : before + seq;
  });
  return { seqs, fills };
}

/** The column has room for 2 GiB. A body of more counts as that. */
const largestSize = 2 ** 31 - 1;

function withStorableSize(capture: NewCapture): SizedCapture {
  const sized = withSize(capture);
  return sized.size <= largestSize ? sized : { ...sized, size: largestSize };
}

/** The captures of one bin in a group. `newest` is in milliseconds since the epoch. */
type Share = { readonly binId: number; count: number; bytes: number; newest: number };

/** Adds a capture to the share of its bin. Returns its place in it, from 1. */
function addTo(shares: Map<number, Share>, { binId, received, size }: SizedCapture): number {
  let share = shares.get(binId);
  if (!share) {
    share = { binId, count: 0, bytes: 0, newest: 0 };
    shares.set(binId, share);
  }
  share.count += 1;
  share.bytes += size;
  share.newest = Math.max(share.newest, Math.floor(received.receivedAt / 1000));
  return share.count;
}

type GrownRow = [
  binId: number,
  lastBefore: number,
  captures: number,
  bytes: number,
  capacity: number | null,
  maxBytes: number | null,
];

const seq = '("grown"."lastBefore" + "given"."seq")';

const writeAll = `
  WITH "share" AS (
    SELECT * FROM json_to_recordset(?::json) AS s("binId" int, "count" int, "bytes" bigint, "newest" bigint)
  ), "locked" AS (
    SELECT "Bin"."id" FROM "Bin" JOIN "share" ON "share"."binId" = "Bin"."id"
    ORDER BY "Bin"."id" FOR NO KEY UPDATE OF "Bin"
  ), "grown" AS (
    UPDATE "Bin" SET "lastSeq" = "Bin"."lastSeq" + "share"."count", "kept" = "Bin"."kept" + "share"."count",
      "keptBytes" = "Bin"."keptBytes" + "share"."bytes",
      "lastRequestAt" = greatest(coalesce("Bin"."lastRequestAt", 0), "share"."newest")
    FROM "share", "locked"
    WHERE "Bin"."id" = "share"."binId" AND "locked"."id" = "Bin"."id" AND "Bin"."deletedAt" IS NULL
    RETURNING "Bin"."id" AS "binId", "Bin"."lastSeq" - "share"."count" AS "lastBefore", "Bin"."kept" - "Bin"."pinned" AS "captures",
      "Bin"."keptBytes" - "Bin"."pinnedBytes" AS "bytes", "Bin"."capacity", "Bin"."maxBytes"
  ), "given" AS MATERIALIZED (
    SELECT * FROM ${givenCaptures}
  ), "inserted" AS (
    INSERT INTO "Capture" (${insertedColumns})
    SELECT ${selectedColumns(seq)} FROM "given" JOIN "grown" USING ("binId")
  ), "counted" AS (
    INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures", "earliest", "latest")
    SELECT "binId", ${seq} / 128, 'method', left("method", ${longestName}), count(*), min("receivedAt"), max("receivedAt")
    FROM "given" JOIN "grown" USING ("binId") GROUP BY 1, 2, 4
    ON CONFLICT ("binId", "chunk", "by", "name") DO UPDATE SET "captures" = "CaptureCount"."captures" + excluded."captures",
      "earliest" = least("CaptureCount"."earliest", excluded."earliest"),
      "latest" = greatest("CaptureCount"."latest", excluded."latest")
  )
  SELECT * FROM "grown"`;

/** Writes pieces of long bodies with one statement. */
export async function insertPieces(connections: Connections, pieces: readonly NewPiece[]): Promise<void> {
  const rows = pieces.map(() => '(?::bigint, ?::bigint, ?::bytea)').join(', ');
  const values = pieces.flatMap(({ longBodyId, offset, bytes }) => [longBodyId, offset, bytes]);
  await connections.statement((statements) =>
    statements.run(`INSERT INTO "BodyPiece" ("longBodyId", "offset", "bytes") VALUES ${rows}`, ...values),
  );
}

/** Writes a row to the disk and removes it. Fails when a capture could not be written now. */
export async function checkWrite(connections: Connections): Promise<void> {
  await connections.transact(async (statements) => {
    await statements.run('INSERT INTO "LongBody" ("createdAt") VALUES (-1)');
    await statements.run('DELETE FROM "LongBody" WHERE "createdAt" = -1');
  });
}
