import type { Bin } from '../../model/bin.ts';
import { fail } from '../../model/errors.ts';
import type { Bins } from './bins.ts';
import { whenFree } from './busy.ts';
import type { Database } from './open.ts';
import { sizeOf } from './removal.ts';

/** Pins or unpins a capture, and keeps the bin's counts. Fails with `pins-full`. */
export function pin(
  { client }: Database,
  bins: Bins,
  { binId, seq, pinned }: { binId: number; seq: number; pinned: boolean },
): Promise<void> {
  return whenFree(() =>
    client.$transaction(async (transaction) => {
      const where = { binId_seq: { binId, seq } };
      const columns = { pinned: true, bodyStored: true, headers: true } as const;
      const capture = await transaction.capture.findUnique({ where, select: columns });
      if (!capture || capture.pinned === pinned) return;
      const size = sizeOf(capture.bodyStored, capture.headers);
      const bin = await transaction.bin.findUniqueOrThrow({ where: { id: binId } });
      const limits = bins.of(bin);
      if (pinned && !hasRoom(bin, limits, size))
        fail('pins-full', `It has ${bin.pinned} of at most ${limits.capacity}.`);
      await transaction.capture.update({ where, data: { pinned } });
      await transaction.bin.update({
        where: { id: binId },
        data: {
          pinned: { increment: pinned ? 1 : -1 },
          pinnedBytes: { increment: pinned ? size : -size },
          // Unpinned, it may be the next that has to go.
          ...(!pinned && { rotatedUpTo: Math.min(bin.rotatedUpTo, seq - 1) }),
        },
      });
    }),
  );
}

/**
 * Whether one more capture of a size may be pinned. Pinned ones are not dropped, so as many may be pinned as others are
 * kept: a bin never takes more than twice its limits. The first may be of any size.
 */
export function hasRoom(
  { pinned, pinnedBytes }: { pinned: number; pinnedBytes: number | bigint },
  { capacity, maxBytes }: Pick<Bin, 'capacity' | 'maxBytes'>,
  size: number,
): boolean {
  return pinned < capacity && (pinned === 0 || Number(pinnedBytes) + size <= maxBytes);
}
