import { type InstanceLimits, limitsOf } from '#lib/model/bin-limits.ts';
import type { Eviction, EvictionStore } from '../contracts/eviction.ts';
import {
  evictionBatch,
  exceedsLimits,
  largestRange,
  rowsScanned,
  selectEvicted,
} from '../eviction-choice.ts';
import type { Listeners } from '../listeners.ts';
import type { Connections } from './connections.ts';
import { lockBins } from './lock-bins.ts';
import { contentOfRange, findRemovable, removeCaptures, removeRange } from './remove-captures.ts';
import type { Statements } from './statements.ts';

export function evictionStore(
  connections: Connections,
  limits: InstanceLimits,
  listeners: Listeners,
): EvictionStore {
  return {
    onBinFull(listener) {
      listeners.binFull = listener;
    },

    async evictOldest(binId) {
      const eviction = await evict(connections, binId, limits);
      if (eviction) listeners.unusedBodies();
      return eviction;
    },
  };
}

/** Evicts one batch of the oldest captures of a bin; null when it is within its limits. */
async function evict(
  connections: Connections,
  binId: number,
  instance: InstanceLimits,
): Promise<Eviction | null> {
  return connections.transactUnsynced(async (statements) => {
    await lockBins(statements, [binId]);
    const bin = await readFill(statements, binId);
    if (!bin || !exceedsLimits(bin, instance)) return null;
    const { capacity, maxBytes } = limitsOf({ ...bin, expiresAfter: null }, instance);
    const { seqs, freed, upTo } =
      (await evictRange(statements, binId, bin, { capacity, maxBytes })) ??
      (await evictOneByOne(statements, binId, bin, { capacity, maxBytes }));
    if (upTo === null) return null;
    const [evictedTotal = 0] =
      (await statements.first<[number]>(
        `UPDATE "Bin" SET "rotatedOut" = "rotatedOut" + ?, "rotatedUpTo" = greatest("rotatedUpTo", ?)
         WHERE "id" = ? RETURNING "rotatedOut"`,
        seqs.length,
        upTo,
        binId,
      )) ?? [];
    const left = { ...bin, captures: bin.captures - seqs.length, bytes: bin.bytes - freed };
    return { seqs, evictedTotal, hasMore: exceedsLimits(left, instance) };
  });
}

/** What a bin keeps, and up to which seq only pinned captures are left. */
type Fill = NonNullable<Awaited<ReturnType<typeof readFill>>>;
/** The captures evicted, and the seq up to which that was done; null when nothing was. */
type Evicted = { readonly seqs: number[]; readonly freed: number; readonly upTo: number | null };

/**
 * Evicts the oldest captures of a bin that has too many of them, as a range. Null when it has to be done one by one: their number is
 * not known because the bin has too many bytes, some are pinned, or the range has too many bytes for a batch.
 */
async function evictRange(
  statements: Statements,
  binId: number,
  { captures, bytes, rotatedUpTo: after }: Fill,
  { capacity, maxBytes }: { capacity: number; maxBytes: number },
): Promise<Evicted | null> {
  if (bytes > maxBytes) return null;
  // As many as have about the bytes of a batch. The newest of the bin is never evicted.
  const fitting = Math.max(1, Math.floor(evictionBatch.bytes / (1 + bytes / captures)));
  const count = Math.min(captures - Math.max(capacity, 1), largestRange, fitting);
  const [upTo = null] = (await statements.first<[number]>(nthSeq, binId, after, count - 1)) ?? [];
  if (upTo === null) return null;
  const content = await contentOfRange(statements, binId, { after, upTo });
  if (content.pinned > 0 || content.bytesInRows > 2 * evictionBatch.bytes) return null;
  return { upTo, ...(await removeRange(statements, binId, { after, upTo }, content)) };
}

async function evictOneByOne(
  statements: Statements,
  binId: number,
  bin: Fill,
  { capacity, maxBytes }: { capacity: number; maxBytes: number },
): Promise<Evicted> {
  const edge = await seqAfterScan(statements, binId, bin.rotatedUpTo);
  // The number of captures to evict is known; how many have the bytes to free is not.
  const many = bin.bytes > maxBytes ? evictionBatch.captures : bin.captures - capacity;
  const oldest = await findRemovable(
    statements,
    binId,
    '"seq" > ? AND "seq" <= ? AND NOT "pinned"',
    [bin.rotatedUpTo, edge ?? Number.MAX_SAFE_INTEGER],
    { ...evictionBatch, captures: Math.min(many, evictionBatch.captures) },
  );
  const leaving = selectEvicted(oldest, bin, { capacity, maxBytes });
  const onlyPinned = oldest.length === 0 && edge !== null;
  const freed = await removeCaptures(statements, binId, leaving);
  return {
    seqs: leaving.map(({ seq }) => seq),
    freed,
    upTo: leaving.at(-1)?.seq ?? (onlyPinned ? edge : null),
  };
}

/** The seq up to which captures are scanned; null when there are fewer than that. */
async function seqAfterScan(statements: Statements, binId: number, seq: number): Promise<number | null> {
  return (await statements.first<[number]>(nthSeq, binId, seq, rowsScanned))?.[0] ?? null;
}

const nthSeq = 'SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? ORDER BY "seq" LIMIT 1 OFFSET ?';

async function readFill(statements: Statements, binId: number) {
  const row = await statements.first<
    [captures: number, bytes: number, capacity: number | null, maxBytes: number | null, rotatedUpTo: number]
  >(
    `SELECT "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes", "rotatedUpTo"
     FROM "Bin" WHERE "id" = ?`,
    binId,
  );
  if (!row) return null;
  const [captures, bytes, capacity, maxBytes, rotatedUpTo] = row;
  return { captures, bytes, capacity, maxBytes, rotatedUpTo };
}
