import type { Transaction } from '@prisma/driver-adapter-utils';
import { type InstanceLimits, limitsOf } from '../../model/limits.ts';
import type { OneConnection } from '../one-connection.ts';
import type { Rotated } from '../store.ts';
import { type Batch, type Doomed, doomed, removeThese } from './removal.ts';
import { inTransaction, query } from './transaction.ts';
import type { Filled } from './write-group.ts';

/**
 * Captures that make room in one transaction. More than one group commit brings, so that rotation, which takes turns with
 * these, never falls behind.
 */
const rotatedAtATime: Batch = { captures: 300, bytes: 12 * 2 ** 20 };
/** Captures looked at for it: pinned ones are passed over. */
const lookedAtTogether = 5000;

/** Whether a bin has more than its limits allow, pinned captures left aside. */
export function isOverfull(filled: Omit<Filled, 'binId'>, instance: InstanceLimits): boolean {
  const { capacity, maxBytes } = limitsOf({ ...filled, expiresAfter: null }, instance);
  return filled.captures > 1 && (filled.captures > capacity || filled.bytes > maxBytes);
}

/** Drops the oldest captures of a bin that is overfull, as many as go at a time; null when it is not. */
export async function rotate(
  connection: OneConnection,
  binId: number,
  instance: InstanceLimits,
): Promise<Rotated | null> {
  return inTransaction(connection, async (transaction) => {
    const bin = await filledNow(transaction, binId);
    if (!bin || !isOverfull(bin, instance)) return null;
    const { capacity, maxBytes } = limitsOf({ ...bin, expiresAfter: null }, instance);
    const edge = await edgeAfter(transaction, binId, bin.rotatedUpTo);
    // How many bytes have to go is not known before they are looked at; how many captures is.
    const many = bin.bytes > maxBytes ? rotatedAtATime.captures : bin.captures - capacity;
    const oldest = await doomed(
      transaction,
      binId,
      '"seq" > ? AND "seq" <= ? AND "pinned" = 0',
      [bin.rotatedUpTo, edge ?? Number.MAX_SAFE_INTEGER],
      { ...rotatedAtATime, captures: Math.min(many, rotatedAtATime.captures) },
    );
    const leaving = excess(oldest, bin, { capacity, maxBytes });
    const onlyPinned = oldest.length === 0 && edge !== null;
    if (leaving.length === 0 && !onlyPinned) return null;
    const freed = await removeThese(transaction, binId, leaving);
    const { rows } = await transaction.queryRaw(
      query(
        `UPDATE "Bin" SET "rotatedOut" = "rotatedOut" + ?, "rotatedUpTo" = max("rotatedUpTo", ?)
         WHERE "id" = ? RETURNING "rotatedOut"`,
        [leaving.length, leaving.at(-1)?.seq ?? edge, binId],
      ),
    );
    const left = {
      ...bin,
      captures: bin.captures - leaving.length,
      bytes: bin.bytes - freed,
    };
    return {
      seqs: leaving.map(({ seq }) => seq),
      rotatedOut: Number(rows[0]?.[0]),
      more: isOverfull(left, instance),
    };
  });
}

/** Those of the oldest that have to go, the newest of all never among them. */
function excess(
  oldest: readonly Doomed[],
  bin: { captures: number; bytes: number },
  { capacity, maxBytes }: { capacity: number; maxBytes: number },
): Doomed[] {
  let { captures, bytes } = bin;
  let freed = 0;
  const usesLeft = new Map<string, number>();
  const leaving: Doomed[] = [];
  for (const one of oldest) {
    const isEnough = captures <= capacity && bytes <= maxBytes;
    if (isEnough || captures === 1 || freed >= rotatedAtATime.bytes) break;
    leaving.push(one);
    captures -= 1;
    bytes -= one.size + one.notedSize + replyFreed(one, usesLeft);
    // Long bodies are swept later, in pieces.
    freed += one.longBodyId === null ? one.size : 0;
  }
  return leaving;
}

/** The bytes of its reply, if no other capture that stays got the same. */
function replyFreed({ sent }: Doomed, usesLeft: Map<string, number>): number {
  if (!sent) return 0;
  const uses = (usesLeft.get(sent.hash) ?? sent.uses) - 1;
  usesLeft.set(sent.hash, uses);
  return uses === 0 ? sent.size : 0;
}

/** The seq up to which captures are looked at; null where there are few. */
async function edgeAfter(transaction: Transaction, binId: number, seq: number): Promise<number | null> {
  const { rows } = await transaction.queryRaw(
    query('SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? ORDER BY "seq" LIMIT 1 OFFSET ?', [
      binId,
      seq,
      lookedAtTogether,
    ]),
  );
  return rows[0] ? Number(rows[0][0]) : null;
}

async function filledNow(transaction: Transaction, binId: number) {
  const { rows } = await transaction.queryRaw(
    query(
      `SELECT "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes", "rotatedUpTo"
       FROM "Bin" WHERE "id" = ?`,
      [binId],
    ),
  );
  if (!rows[0]) return null;
  const [captures, bytes, capacity, maxBytes, rotatedUpTo] = rows[0];
  return {
    captures: Number(captures),
    bytes: Number(bytes),
    capacity: capacity === null ? null : Number(capacity),
    maxBytes: maxBytes === null ? null : Number(maxBytes),
    rotatedUpTo: Number(rotatedUpTo),
  };
}
