import type { Capture } from '#lib/model/capture.ts';
import type { SizedCapture } from '../capture-row.ts';
import { noteSize, sizeOf, textsOf } from '../capture-size.ts';
import { CountChanges } from '../count-changes.ts';
import { hasPinRoom } from '../pin-room.ts';
import type { ImportedCapture, LimitsNow } from '../sql/import-captures.ts';
import { writeCounts } from './capture-counts.ts';
import type { Connections } from './connections.ts';
import { insertCaptures } from './insert-captures.ts';
import { storableInt } from './largest-int.ts';
import { lockBins } from './lock-bins.ts';
import { addToCounts } from './remove-captures.ts';
import type { Statements } from './statements.ts';
import { writeResponses } from './write-responses.ts';

/**
 * Writes imported captures in one transaction and returns them with their seqs; see `CaptureChanges.importCaptures`. Null when
 * there is no such bin.
 */
export async function writeImported(
  connections: Connections,
  binId: number,
  imported: readonly ImportedCapture[],
  limitsOf: LimitsNow,
): Promise<Capture[] | null> {
  return connections.transact(async (statements) => {
    await lockBins(statements, [binId]);
    const row = await statements.first<BinNow>(binNow, binId);
    if (!row) return null;
    const [lastSeq, pinnedBefore, pinnedBytesBefore, keptBytesBefore, capacity, maxBytes] = row;
    const limits = limitsOf({ capacity, maxBytes });
    let last = lastSeq;
    const change = { kept: imported.length, keptBytes: 0, pinned: 0, pinnedBytes: 0 };
    const counts = new CountChanges();
    const numbered: Capture[] = [];
    const rows: { capture: SizedCapture; seq: number }[] = [];
    for (const { capture, longBodyId } of imported) {
      last = Math.max(last + 1, capture.seq);
      const texts = textsOf(capture);
      const size = storableInt(sizeOf(capture, texts) + noteSize(capture.note));
      // Beyond the limits for pins, captures are imported unpinned.
      const pins = {
        pinned: pinnedBefore + change.pinned,
        pinnedBytes: pinnedBytesBefore + change.pinnedBytes,
        keptBytes: keptBytesBefore + change.keptBytes,
      };
      const isPinned = capture.pinned && hasPinRoom(pins, limits, size);
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
      const marks = { note: capture.note, pinned: isPinned };
      rows.push({ capture: { binId, received, texts, size, marks }, seq: last });
      counts.addCapture(binId, last, capture);
    }
    await insertCaptures(statements, rows);
    await writeCounts(statements, counts);
    await leaveOutOfForwards(statements, binId, numbered);
    await writeResponses(
      statements,
      numbered.flatMap(({ seq, answered }) =>
        answered ? [{ binId, seq, answered, isRevision: false }] : [],
      ),
    );
    await addToCounts(statements, binId, change);
    await statements.run('UPDATE "Bin" SET "lastSeq" = ? WHERE "id" = ?', last, binId);
    return numbered;
  });
}

/** Imported requests were received elsewhere: forward rules do not send them. */
async function leaveOutOfForwards(
  statements: Statements,
  binId: number,
  captures: readonly Capture[],
): Promise<void> {
  if (!(await statements.first('SELECT 1 FROM "Forward" WHERE "binId" = ? LIMIT 1', binId))) return;
  await statements.run(
    `INSERT INTO "ForwardItem" ("forwardId", "seq", "binId", "state", "cause", "since", "changedAt")
     SELECT "Forward"."id", "seq", "binId", 'skipped', 'imported', "at", "at"
     FROM "Forward", json_to_recordset(?::json) AS "imported"("seq" int, "at" bigint) WHERE "binId" = ?`,
    JSON.stringify(captures.map(({ seq, receivedAt }) => ({ seq, at: Math.floor(receivedAt / 1000) }))),
    binId,
  );
}

type BinNow = [
  lastSeq: number,
  pinned: number,
  pinnedBytes: number,
  keptBytes: number,
  capacity: number | null,
  maxBytes: number | null,
];

const binNow =
  'SELECT "lastSeq", "pinned", "pinnedBytes", "keptBytes", "capacity", "maxBytes" FROM "Bin" WHERE "id" = ?';
