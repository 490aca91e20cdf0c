import type { Bin } from '#lib/model/bin.ts';

/** The counts of a bin that decide whether more may be pinned. `keptBytes` includes `pinnedBytes`. */
type Pinned = {
  readonly pinned: number;
  readonly pinnedBytes: number | bigint;
  readonly keptBytes: number | bigint;
};

/** The counts of a bin without one of its captures. `size` is in bytes. */
export function withoutOne(bin: Pinned, isPinned: boolean, size: number): Pinned {
  return {
    pinned: bin.pinned - Number(isPinned),
    pinnedBytes: Number(bin.pinnedBytes) - (isPinned ? size : 0),
    keptBytes: Number(bin.keptBytes) - size,
  };
}

/**
 * Whether one more capture of `size` bytes may be pinned. Pinned captures are not evicted, so their number and bytes have the
 * same limits as the others: a bin never takes more than twice its limits, responses of pinned captures included. The first
 * may have any size.
 */
export function hasPinRoom(
  { pinned, pinnedBytes, keptBytes }: Pinned,
  { capacity, maxBytes }: Pick<Bin, 'capacity' | 'maxBytes'>,
  size: number,
): boolean {
  if (pinned === 0) return capacity > 0;
  return (
    pinned < capacity && Number(pinnedBytes) + size <= maxBytes && Number(keptBytes) + size <= 2 * maxBytes
  );
}
