import { type SizedCapture, withSize } from '../capture-row.ts';
import type { NewCapture, WriteGroup, WrittenGroup } from '../capture-writes.ts';
import type { BinFill } from '../eviction-choice.ts';
import type { NewResponse } from '../response-row.ts';
import type { NewPiece } from '../sql/long-bodies.ts';
import { longestName } from './capture-counts.ts';
import type { Connections } from './connections.ts';
import { givenCaptures, insertedColumns, selectedColumns, valuesOf } from './insert-captures.ts';
import { storableInt } from './largest-int.ts';
import { lockBins } from './lock-bins.ts';
import type { Statements } from './statements.ts';
import { writeResponses } from './write-responses.ts';

/** Writes groups on the connection for captures. Without responses a group is one statement, which is a transaction of its own. */
export function groupWriter(connections: Connections): WriteGroup {
  const { captures: pool } = connections;
  return async (captures, responses) => {
    if (responses.length === 0) {
      const written = await connections.statement((statements) => writeCaptures(statements, captures), pool);
      return { ...written, recorded: [] };
    }
    const bins = [...new Set([...captures, ...responses].map(({ binId }) => binId))];
    const write = async (statements: Statements): Promise<WrittenGroup> => {
      await lockBins(statements, bins);
      const { seqs, fills } = await writeCaptures(statements, captures);
      const recorded: NewResponse[] = [];
      const grown = await writeResponses(statements, responses, (one) => recorded.push(one));
      return { seqs, fills: [...fills, ...grown], recorded };
    };
    return connections.transact(write, { durable: captures.length > 0, pool });
  };
}

/**
 * Writes a group of captures with one statement. It locks the rows of their bins in order of id, gives the seqs, and inserts and counts
 * the captures. Alone it is a transaction: no other process waits for longer than one commit takes.
 */
async function writeCaptures(
  statements: Statements,
  captures: readonly NewCapture[],
): Promise<Pick<WrittenGroup, 'seqs' | 'fills'>> {
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

/** The size is added to that of the bin, and subtracted again as it is stored. */
function withStorableSize(capture: NewCapture): SizedCapture {
  const sized = withSize(capture);
  const size = storableInt(sized.size);
  return size === sized.size ? sized : { ...sized, size };
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
