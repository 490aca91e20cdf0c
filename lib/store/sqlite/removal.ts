import type { Transaction } from '@prisma/driver-adapter-utils';
import { sizeInSql } from './capture-size.ts';
import { releaseSent } from './sent-replies.ts';
import { placeholders, query } from './transaction.ts';

/**
 * Taking captures out of a bin. Whatever removes some goes through here, in one transaction with the bin's counts, so that
 * these are right at every commit.
 */

/** A capture that is about to go. Its reply is kept once for all captures that got the same: `uses` says how many there are. */
export type Doomed = {
  readonly seq: number;
  readonly pinned: boolean;
  /** Bytes it counts for by itself, and those of what is noted of its answer. */
  readonly size: number;
  readonly notedSize: number;
  readonly longBodyId: number | null;
  readonly sent: { readonly hash: string; readonly size: number; readonly uses: number } | null;
};

/** How many captures go in one transaction, and how many bytes of them: few enough to hold up those that arrive by some milliseconds. */
export type Batch = { readonly captures: number; readonly bytes: number };
export const removedAtATime: Batch = { captures: 150, bytes: 4 * 2 ** 20 };
/** Captures of which the sizes are read together: of old ones headers are read whole for it, and may have 64 KiB. */
const together = 50;

/** The oldest captures of a bin for which a condition holds: a batch of them, and at least one. */
export async function doomed(
  transaction: Transaction,
  binId: number,
  condition: string,
  args: unknown[],
  batch = removedAtATime,
): Promise<Doomed[]> {
  const found: Doomed[] = [];
  let bytes = 0;
  for (;;) {
    const limit = Math.min(together, batch.captures - found.length);
    const { rows } = await transaction.queryRaw(
      query(
        `SELECT "going"."seq", "pinned", "going"."size", "longBodyId", ifnull(length("chosen"), 0),
           hex("hash"), "SentReplyUse"."size", "uses"
         FROM (
           SELECT "seq", "pinned", ${sizeInSql} AS "size", "longBodyId" FROM "Capture"
           WHERE "binId" = ? AND "seq" > ? AND ${condition} ORDER BY "seq" LIMIT ?
         ) AS "going"
         LEFT JOIN "Answer" ON "Answer"."binId" = ? AND "Answer"."seq" = "going"."seq"
         LEFT JOIN "SentReplyUse" ON "SentReplyUse"."binId" = ? AND "hash" = "sent"
         ORDER BY "going"."seq"`,
        [binId, found.at(-1)?.seq ?? 0, ...args, limit, binId, binId],
      ),
    );
    for (const [seq, pinned, size, longBodyId, notedSize, hash, sentSize, uses] of rows) {
      found.push({
        seq: Number(seq),
        pinned: Number(pinned) === 1,
        size: Number(size),
        notedSize: Number(notedSize),
        longBodyId: longBodyId === null ? null : Number(longBodyId),
        sent: hash ? { hash: String(hash), size: Number(sentSize), uses: Number(uses) } : null,
      });
      // Long bodies are swept later, in pieces.
      bytes += longBodyId === null ? Number(size) : 0;
      if (bytes >= batch.bytes) return found;
    }
    if (rows.length < limit || found.length >= batch.captures) return found;
  }
}

/**
 * Removes captures, their answers, the replies that no other capture got, and their share of the bin's counts. Their long
 * bodies are left for the sweep. How many bytes that frees.
 */
export async function removeThese(
  transaction: Transaction,
  binId: number,
  captures: readonly Doomed[],
): Promise<number> {
  if (captures.length === 0) return 0;
  const seqs = captures.map(({ seq }) => seq);
  const replies = await releaseSent(transaction, binId, captures);
  for (const table of ['Answer', 'Capture']) {
    await transaction.executeRaw(
      query(`DELETE FROM "${table}" WHERE "binId" = ? AND "seq" IN (${placeholders(seqs)})`, [
        binId,
        ...seqs,
      ]),
    );
  }
  const bodies = captures.flatMap(({ longBodyId }) => longBodyId ?? []);
  if (bodies.length > 0) await letGo(transaction, bodies);
  const pinned = captures.filter((capture) => capture.pinned);
  const freed = captures.reduce((bytes, { notedSize }) => bytes + notedSize, sum(captures) + replies);
  await count(transaction, binId, {
    kept: -captures.length,
    keptBytes: -freed,
    pinned: -pinned.length,
    pinnedBytes: -sum(pinned),
  });
  return freed;
}

/** Long bodies may be many megabytes, which takes a while to remove: they are marked as nobody's, and swept in pieces. */
async function letGo(transaction: Transaction, ids: number[]): Promise<void> {
  await transaction.executeRaw(
    query(`UPDATE "LongBody" SET "createdAt" = 0 WHERE "id" IN (${placeholders(ids)})`, ids),
  );
}

type Counts = { kept: number; keptBytes: number; pinned: number; pinnedBytes: number };

/** Adds to the counts of a bin. */
export async function count(transaction: Transaction, binId: number, change: Counts): Promise<void> {
  await transaction.executeRaw(
    query(
      `UPDATE "Bin" SET "kept" = "kept" + ?, "keptBytes" = "keptBytes" + ?, "pinned" = "pinned" + ?,
         "pinnedBytes" = "pinnedBytes" + ? WHERE "id" = ?`,
      [change.kept, change.keptBytes, change.pinned, change.pinnedBytes, binId],
    ),
  );
}

function sum(captures: readonly Doomed[]): number {
  return captures.reduce((bytes, { size }) => bytes + size, 0);
}
