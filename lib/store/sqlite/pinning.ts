import type { Bin } from '../../model/bin.ts';
import { fail } from '../../model/errors.ts';
import type { CaptureEdit } from '../../model/input.ts';
import type { Bins } from './bins.ts';
import { whenFree } from './busy.ts';
import { noteSize } from './capture-size.ts';
import type { Database } from './open.ts';

/** Pins, unpins or notes a capture, and keeps the bin's counts. Fails with `pins-full`. */
export function edit(
  { client }: Database,
  bins: Bins,
  { binId, seq, ...edit }: { binId: number; seq: number } & CaptureEdit,
): Promise<void> {
  return whenFree(() =>
    client.$transaction(async (transaction) => {
      const where = { binId_seq: { binId, seq } };
      const columns = { pinned: true, bodyStored: true, headers: true, size: true, note: true } as const;
      const capture = await transaction.capture.findUnique({ where, select: columns });
      if (!capture) return;
      const { pinned = capture.pinned, note = capture.note } = edit;
      if (pinned === capture.pinned && note === capture.note) return;
      const before = capture.size ?? capture.bodyStored + capture.headers.length;
      const size = before + noteSize(note) - noteSize(capture.note);
      const [pinnedBefore, pinnedNow] = [capture.pinned ? before : 0, pinned ? size : 0];
      const bin = await transaction.bin.findUniqueOrThrow({ where: { id: binId } });
      const limits = bins.of(bin);
      if (pinnedNow > pinnedBefore && !hasRoom(without(bin, capture.pinned, before), limits, size))
        fail('pins-full', `It has ${bin.pinned} of at most ${limits.capacity}.`);
      await transaction.capture.update({ where, data: { pinned, note, size } });
      await transaction.bin.update({
        where: { id: binId },
        data: {
          keptBytes: { increment: size - before },
          pinned: { increment: Number(pinned) - Number(capture.pinned) },
          pinnedBytes: { increment: pinnedNow - pinnedBefore },
          // Unpinned, it may be the next that has to go.
          ...(capture.pinned && !pinned && { rotatedUpTo: Math.min(bin.rotatedUpTo, seq - 1) }),
        },
      });
    }),
  );
}

type Pinned = {
  readonly pinned: number;
  readonly pinnedBytes: number | bigint;
  readonly keptBytes: number | bigint;
};

/** The counts of a bin as if a capture of a size, pinned or not, was not there. */
function without(bin: Pinned, isPinned: boolean, size: number): Pinned {
  return {
    pinned: bin.pinned - Number(isPinned),
    pinnedBytes: Number(bin.pinnedBytes) - (isPinned ? size : 0),
    keptBytes: Number(bin.keptBytes) - size,
  };
}

/**
 * Whether one more capture of a size may be pinned. Pinned ones are not dropped, so as many may be pinned as others are
 * kept: a bin never takes more than twice its limits, replies of pinned captures included. The first may be of any size.
 */
export function hasRoom(
  { pinned, pinnedBytes, keptBytes }: Pinned,
  { capacity, maxBytes }: Pick<Bin, 'capacity' | 'maxBytes'>,
  size: number,
): boolean {
  if (pinned === 0) return capacity > 0;
  return (
    pinned < capacity && Number(pinnedBytes) + size <= maxBytes && Number(keptBytes) + size <= 2 * maxBytes
  );
}
