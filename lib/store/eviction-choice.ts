import { type InstanceLimits, limitsOf } from '#lib/model/bin-limits.ts';
import type { Batch, RemovableCapture } from './removal-batch.ts';

/**
 * How much is evicted in one transaction. It is more than one group commit adds, so that eviction, which alternates with
 * group commits, keeps up.
 */
export const evictionBatch: Batch = { captures: 300, bytes: 12 * 2 ** 20 };
/** The same for captures that are evicted as a range, which takes less time for each: every batch is a commit with its own sync. */
export const largestRange = 600;
/** Captures scanned for one batch: pinned ones are skipped. */
export const rowsScanned = 5000;

/** What a bin keeps, pinned captures not counted, and its own limits. */
export type BinFill = {
  readonly binId: number;
  readonly captures: number;
  readonly bytes: number;
  readonly capacity: number | null;
  readonly maxBytes: number | null;
};

/** Whether a bin has more than its limits allow, pinned captures not counted. */
export function exceedsLimits(fill: Omit<BinFill, 'binId'>, instance: InstanceLimits): boolean {
  const { capacity, maxBytes } = limitsOf({ ...fill, expiresAfter: null }, instance);
  return fill.captures > 1 && (fill.captures > capacity || fill.bytes > maxBytes);
}

/** Those of the oldest captures that must be evicted. The newest of the bin is never among them. */
export function selectEvicted(
  oldest: readonly RemovableCapture[],
  bin: { captures: number; bytes: number },
  { capacity, maxBytes }: { capacity: number; maxBytes: number },
): RemovableCapture[] {
  let { captures, bytes } = bin;
  let freed = 0;
  const usesLeft = new Map<string, number>();
  const leaving: RemovableCapture[] = [];
  for (const one of oldest) {
    const isEnough = captures <= capacity && bytes <= maxBytes;
    if (isEnough || captures === 1 || freed >= evictionBatch.bytes) break;
    leaving.push(one);
    captures -= 1;
    bytes -= one.size + one.notedSize + freedContentSize(one, usesLeft);
    // Long bodies are removed later, in pieces.
    freed += one.longBodyId === null ? one.size : 0;
  }
  return leaving;
}

/** The bytes of its response, if no capture that stays has the same. */
function freedContentSize({ sent }: RemovableCapture, usesLeft: Map<string, number>): number {
  if (!sent) return 0;
  const uses = (usesLeft.get(sent.hash) ?? sent.uses) - 1;
  usesLeft.set(sent.hash, uses);
  return uses === 0 ? sent.size : 0;
}
