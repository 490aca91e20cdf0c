import type { Bin } from '../../model/bin.ts';
import type { Capture } from '../../model/capture.ts';
import type { OneConnection } from '../one-connection.ts';
import { noteSize, sizeOf, textsOf } from './capture-size.ts';
import { hasRoom } from './pinning.ts';
import { count } from './removal.ts';
import { inTransaction, query } from './transaction.ts';
import { captureColumns, captureRow, insert, write, writeAnswers } from './write-group.ts';

/** A capture to be imported; one with many bytes has them in a long body already. */
export type ImportedCapture = { readonly capture: Capture; readonly longBodyId: number | null };

/**
 * Writes captures made elsewhere in one transaction, as they are numbered here; see `Store.importCaptures`. Null when there is
 * no such bin.
 */
export function writeImported(
  connection: OneConnection,
  binId: number,
  imported: readonly ImportedCapture[],
  limitsOf: (chosen: {
    capacity: number | null;
    maxBytes: number | null;
  }) => Pick<Bin, 'capacity' | 'maxBytes'>,
): Promise<Capture[] | null> {
  return inTransaction(connection, async (transaction) => {
    const { rows } = await transaction.queryRaw(query(binNow, [binId]));
    if (!rows[0]) return null;
    const [lastSeq = 0, pinnedBefore = 0, pinnedBytesBefore = 0, keptBytesBefore = 0] = rows[0].map(Number);
    const [capacity, maxBytes] = rows[0].slice(4).map((value) => (value === null ? null : Number(value)));
    const limits = limitsOf({ capacity: capacity ?? null, maxBytes: maxBytes ?? null });
    let last = lastSeq;
    const change = { kept: imported.length, keptBytes: 0, pinned: 0, pinnedBytes: 0 };
    const numbered: Capture[] = [];
    const captureRows: unknown[][] = [];
    for (const { capture, longBodyId } of imported) {
      last = Math.max(last + 1, capture.seq);
      const texts = textsOf(capture);
      const size = sizeOf(capture, texts) + noteSize(capture.note);
      // Pins beyond the limits come in as captures like any other.
      const pins = {
        pinned: pinnedBefore + change.pinned,
        pinnedBytes: pinnedBytesBefore + change.pinnedBytes,
        keptBytes: keptBytesBefore + change.keptBytes,
      };
      const isPinned = capture.pinned && hasRoom(pins, limits, size);
      change.keptBytes += size;
      if (isPinned) {
        change.pinned += 1;
        change.pinnedBytes += size;
      }
      numbered.push({ ...capture, seq: last, pinned: isPinned });
      const received = {
        ...capture,
        longBodyId,
        body: longBodyId === null ? capture.body : new Uint8Array(),
      };
      captureRows.push([
        ...captureRow({ binId, received, texts, size }, last),
        capture.note,
        isPinned ? 1 : 0,
      ]);
    }
    await write(transaction, insert('Capture', [...captureColumns, 'note', 'pinned'], captureRows));
    await writeAnswers(
      transaction,
      numbered.flatMap(({ seq, answered }) =>
        answered ? [{ binId, seq, answered, isRevision: false }] : [],
      ),
    );
    await count(transaction, binId, change);
    await transaction.executeRaw(query('UPDATE "Bin" SET "lastSeq" = ? WHERE "id" = ?', [last, binId]));
    return numbered;
  });
}

const binNow =
  'SELECT "lastSeq", "pinned", "pinnedBytes", "keptBytes", "capacity", "maxBytes" FROM "Bin" WHERE "id" = ?';
