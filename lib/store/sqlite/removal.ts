import type { Transaction } from '@prisma/driver-adapter-utils';
import { placeholders, query } from './transaction.ts';

/**
 * Taking captures out of a bin. Whatever removes some goes through here, in one transaction with the bin's counts, so that
 * these are right at every commit.
 */

/** A capture that is about to go. */
export type Doomed = { seq: number; pinned: boolean; size: number; longBodyId: number | null };

/** Captures that go in one transaction: few enough to hold up those that arrive by some milliseconds at most. */
export const removedAtATime = 250;

/** The bytes a capture counts for: its body and its headers, as they are written. */
export function sizeOf(bodyStored: number, headersJson: string): number {
  return bodyStored + headersJson.length;
}

/** The same in SQL. JSON of byte strings has neither NUL nor surrogates, so `length` counts what JavaScript counts. */
export const sizeInSql = '"bodyStored" + length("headers")';

/** The oldest captures of a bin for which a condition holds. */
export async function doomed(
  transaction: Transaction,
  binId: number,
  condition: string,
  args: unknown[],
  limit = removedAtATime,
): Promise<Doomed[]> {
  const { rows } = await transaction.queryRaw(
    query(
      `SELECT "seq", "pinned", ${sizeInSql}, "longBodyId" FROM "Capture"
       WHERE "binId" = ? AND ${condition} ORDER BY "seq" LIMIT ?`,
      [binId, ...args, limit],
    ),
  );
  return rows.map(([seq, pinned, size, longBodyId]) => ({
    seq: Number(seq),
    pinned: Number(pinned) === 1,
    size: Number(size),
    longBodyId: longBodyId === null ? null : Number(longBodyId),
  }));
}

/** Removes captures, their answers, and their share of the bin's counts. Their long bodies are left for the sweep. */
export async function removeThese(
  transaction: Transaction,
  binId: number,
  captures: readonly Doomed[],
): Promise<void> {
  if (captures.length === 0) return;
  const seqs = captures.map(({ seq }) => seq);
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
  await count(transaction, binId, {
    kept: -captures.length,
    keptBytes: -sum(captures),
    pinned: -pinned.length,
    pinnedBytes: -sum(pinned),
  });
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
