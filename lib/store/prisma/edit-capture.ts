import { fail } from '#lib/model/errors.ts';
import type { CaptureEdit } from '#lib/model/input.ts';
import { noteSize } from '../capture-size.ts';
import type { CaptureMarksBefore } from '../contracts/captures.ts';
import { hasPinRoom, withoutOne } from '../pin-room.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase } from './database.ts';

/**
 * Sets the pin or the note of a capture and updates the counts of its bin, in one transaction. Fails with `pins-full`, and with
 * `precondition-failed` where the pin or the note is not the `expected` one.
 */
export function editCapture(
  { transactInBin }: PrismaDatabase,
  finder: BinFinder,
  { binId, seq, ...edit }: { binId: number; seq: number } & CaptureEdit,
  expected?: CaptureMarksBefore,
): Promise<void> {
  return transactInBin(binId, async (transaction) => {
    const where = { binId_seq: { binId, seq } };
    const columns = { pinned: true, bodyStored: true, headers: true, size: true, note: true } as const;
    const capture = await transaction.capture.findUnique({ where, select: columns });
    if (!capture) return;
    if (expected && (capture.pinned !== expected.pinned || capture.note !== expected.note))
      fail('precondition-failed');
    const { pinned = capture.pinned, note = capture.note } = edit;
    if (pinned === capture.pinned && note === capture.note) return;
    const before = capture.size ?? capture.bodyStored + capture.headers.length;
    const size = before + noteSize(note) - noteSize(capture.note);
    const [pinnedBefore, pinnedNow] = [capture.pinned ? before : 0, pinned ? size : 0];
    const bin = await transaction.bin.findUniqueOrThrow({ where: { id: binId } });
    const limits = finder.of(bin);
    if (pinnedNow > pinnedBefore && !hasPinRoom(withoutOne(bin, capture.pinned, before), limits, size))
      fail(
        'pins-full',
        `The bin has ${bin.pinned} pinned requests. Its limits are ${limits.capacity} requests and ${limits.maxBytes} bytes.`,
      );
    await transaction.capture.update({ where, data: { pinned, note, size } });
    await transaction.bin.update({
      where: { id: binId },
      data: {
        keptBytes: { increment: size - before },
        pinned: { increment: Number(pinned) - Number(capture.pinned) },
        pinnedBytes: { increment: pinnedNow - pinnedBefore },
        // Unpinned, it may be the next to be evicted.
        ...(capture.pinned && !pinned && { rotatedUpTo: Math.min(bin.rotatedUpTo, seq - 1) }),
      },
    });
  });
}
