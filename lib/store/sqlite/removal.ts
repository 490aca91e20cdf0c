import type { Transaction } from '@prisma/driver-adapter-utils';
import { placeholders, query } from './transaction.ts';

/**
 * Taking captures out of a bin. Whatever removes some goes through here, in one transaction with the bin's counts, so that
 * these are right at every commit.
 */

/** A capture that is about to go. */
export type Doomed = { seq: number; pinned: boolean; size: number; longBodyId: number | null };

/** How many captures go in one transaction, and how many bytes of them: few enough to hold up those that arrive by some milliseconds. */
export type Batch = { readonly captures: number; readonly bytes: number };
export const removedAtATime: Batch = { captures: 150, bytes: 4 * 2 ** 20 };
/** Captures of which the sizes are read together: headers are read whole for it, and may have 64 KiB. */
const together = 50;

/** The bytes a capture counts for: its body and its headers, as they are written. */
export function sizeOf(bodyStored: number, headersJson: string): number {
  return bodyStored + headersJson.length;
}

/** The same in SQL. JSON of byte strings has neither NUL nor surrogates, so `length` counts what JavaScript counts. */
export const sizeInSql = '"bodyStored" + length("headers")';

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
        `SELECT "seq", "pinned", ${sizeInSql}, "longBodyId" FROM "Capture"
         WHERE "binId" = ? AND "seq" > ? AND ${condition} ORDER BY "seq" LIMIT ?`,
        [binId, found.at(-1)?.seq ?? 0, ...args, limit],
      ),
    );
    for (const [seq, pinned, size, longBodyId] of rows) {
      found.push({
        seq: Number(seq),
        pinned: Number(pinned) === 1,
        size: Number(size),
        longBodyId: longBodyId === null ? null : Number(longBodyId),
      });
      // Long bodies are swept later, in pieces.
      bytes += longBodyId === null ? Number(size) : 0;
      if (bytes >= batch.bytes) return found;
    }
    if (rows.length < limit || found.length >= batch.captures) return found;
  }
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
