import type { Capture } from '#lib/model/capture.ts';
import { importedColumns, importedValues } from '../capture-row.ts';
import { noteSize, sizeOf, textsOf } from '../capture-size.ts';
import { CountChanges } from '../count-changes.ts';
import { hasPinRoom } from '../pin-room.ts';
import type { ImportedCapture, LimitsNow } from '../sql/import-captures.ts';
import { writeCounts } from './capture-counts.ts';
import type { OneConnection } from './one-connection.ts';
import { addToCounts } from './remove-captures.ts';
import type { Statements } from './statements.ts';
import { insertion, writeResponses } from './write-group.ts';

/**
 * Writes imported captures in one transaction and returns them with their seqs; see `CaptureChanges.importCaptures`. Null when
 * there is no such bin.
 */
export async function writeImported(
  connection: OneConnection,
  binId: number,
  imported: readonly ImportedCapture[],
  limitsOf: LimitsNow,
): Promise<Capture[] | null> {
  return connection.transact((statements) => {
    const row = statements.first<BinNow>(binNow, binId);
    if (!row) return null;
    const [lastSeq, pinnedBefore, pinnedBytesBefore, keptBytesBefore, capacity, maxBytes] = row;
    const limits = limitsOf({ capacity, maxBytes });
    let last = lastSeq;
    const change = { kept: imported.length, keptBytes: 0, pinned: 0, pinnedBytes: 0 };
    const counts = new CountChanges();
    const numbered: Capture[] = [];
    for (const { capture, longBodyId } of imported) {
      last = Math.max(last + 1, capture.seq);
      const texts = textsOf(capture);
      const size = sizeOf(capture, texts) + noteSize(capture.note);
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
      statements.run(insertImported, ...importedValues({ binId, received, texts, size, marks }, last));
      counts.addCapture(binId, last, capture);
    }
    writeCounts(statements, counts);
    leaveOutOfForwards(statements, binId, numbered);
    writeResponses(
      statements,
      numbered.flatMap(({ seq, answered }) =>
        answered ? [{ binId, seq, answered, isRevision: false }] : [],
      ),
    );
    addToCounts(statements, binId, change);
    statements.run('UPDATE "Bin" SET "lastSeq" = ? WHERE "id" = ?', last, binId);
    return numbered;
  });
}

/** Imported requests were received elsewhere: forward rules do not send them. */
function leaveOutOfForwards(statements: Statements, binId: number, captures: readonly Capture[]): void {
  if (!statements.first('SELECT 1 FROM "Forward" WHERE "binId" = ? LIMIT 1', binId)) return;
  statements.run(
    `INSERT INTO "ForwardItem" ("forwardId", "seq", "binId", "state", "cause", "since", "changedAt")
     SELECT "Forward"."id", "value" ->> 0, "binId", 'skipped', 'imported', "value" ->> 1, "value" ->> 1
     FROM "Forward", json_each(?) WHERE "binId" = ?`,
    JSON.stringify(captures.map(({ seq, receivedAt }) => [seq, Math.floor(receivedAt / 1000)])),
    binId,
  );
}

const insertImported = insertion('Capture', importedColumns);

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
