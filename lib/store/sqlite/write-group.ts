import { captureColumns, captureValues, type SizedCapture, withSize } from '../capture-row.ts';
import type { NewCapture, WriteGroup, WrittenGroup } from '../capture-writes.ts';
import { CountChanges } from '../count-changes.ts';
import type { BinFill } from '../eviction-choice.ts';
import { divideIntoRanges } from '../response-ranges.ts';
import {
  type NewResponse,
  ofResponse,
  responseColumns,
  responseTables,
  responseValues,
} from '../response-row.ts';
import type { SentResponses } from '../response-uses.ts';
import type { NewPiece } from '../sql/long-bodies.ts';
import { writeCounts } from './capture-counts.ts';
import type { OneConnection } from './one-connection.ts';
import { storeContents } from './response-contents.ts';
import { isInRange, writeRange } from './response-ranges.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Statements } from './statements.ts';

/** Writes groups in transactions of a connection: at once, unless it or another process has one open. */
export function groupWriter(connection: OneConnection): WriteGroup {
  return (captures, responses) =>
    retryWhileBusy(() => connection.transact((statements) => writeGroup(statements, captures, responses)));
}

/** Writes a group of captures and responses in the transaction of `statements`. One statement for each bin assigns the seqs. */
function writeGroup(
  statements: Statements,
  captures: readonly NewCapture[],
  responses: readonly NewResponse[],
): WrittenGroup {
  const sized = captures.map(withSize);
  const { seqs, fills } = assignSeqs(statements, sized);
  const counts = new CountChanges();
  sized.forEach((capture, index) => {
    const seq = seqs[index];
    if (seq == null) return;
    statements.run(insertCapture, ...captureValues(capture, seq));
    counts.addCapture(capture.binId, seq, capture.received);
  });
  writeCounts(statements, counts);
  const recorded: NewResponse[] = [];
  const grown = writeResponses(statements, responses, (one) => recorded.push(one));
  return { seqs, fills: [...fills, ...grown], recorded };
}

/**
 * Records responses, except those of captures that were removed meanwhile. Calls `note` with those that were recorded. Returns the bins
 * that grew by it.
 */
export function writeResponses(
  statements: Statements,
  responses: readonly NewResponse[],
  note: (recorded: NewResponse) => void = () => {},
): BinFill[] {
  if (responses.length === 0) return [];
  const { ranges, others } = divideIntoRanges(responses);
  const written: SentResponses[] = [];
  const counts = new CountChanges();
  for (const range of ranges) {
    const { binId, firstSeq, lastSeq, answered, responses } = range;
    if (writeRange(statements, range)) {
      written.push({ binId, answered, uses: responses.length });
      responses.forEach(note);
      counts.addResponses(binId, firstSeq, lastSeq, answered.status);
    } else for (const response of responses) others.push(response);
  }
  for (const response of others) {
    const { binId, seq, answered, isRevision } = response;
    if (isRevision || !insert(statements, response)) continue;
    note(response);
    written.push({ binId, answered, uses: 1 });
    counts.addResponses(binId, seq, seq, answered.status);
  }
  for (const response of others)
    if (response.isRevision && correct(statements, response, counts)) note(response);
  writeCounts(statements, counts);
  const grown = new Map<number, number>();
  storeContents(statements, written, (binId, bytes) => grown.set(binId, (grown.get(binId) ?? 0) + bytes));
  const fills: BinFill[] = [];
  for (const [binId, bytes] of grown) {
    const row = statements.first<FillRow>(countReplyBytes, bytes, binId);
    if (row) fills.push(binFillOf(binId, row));
  }
  return fills;
}

/** False when the capture was removed, or has a response already. */
function insert(statements: Statements, response: NewResponse): boolean {
  const { binId, seq } = response;
  return statements.run(insertResponse, ...responseValues(response), binId, seq, binId, seq) > 0;
}

/** False when the capture was removed, or has no response that could be corrected. */
function correct(statements: Statements, response: NewResponse, counts: CountChanges): boolean {
  const { binId, seq, answered } = response;
  const [recorded = null] = statements.first<[number | null]>(recordedStatus, binId, seq) ?? [];
  if (recorded === null) return false;
  counts.changeStatus(binId, seq, recorded, answered.status);
  const { status, micros, complete, bodySent = null } = answered;
  const corrected = [status, micros, complete ? 1 : 0, bodySent, binId, seq] as const;
  // In a range it has no row of its own yet.
  if (statements.run(updateResponse, ...corrected) === 0)
    statements.run(insertCorrected, ...corrected, binId, seq);
  return true;
}

/** Writes pieces of long bodies in one transaction. */
export async function insertPieces(connection: OneConnection, pieces: readonly NewPiece[]): Promise<void> {
  await retryWhileBusy(() =>
    connection.transact((statements) => {
      for (const { longBodyId, offset, bytes } of pieces)
        statements.run(insertPiece, longBodyId, offset, bytes);
    }),
  );
}

/** Writes a row to the disk and removes it. Fails when a capture could not be written now. */
export async function checkWrite(connection: OneConnection): Promise<void> {
  await connection.transact((statements) => {
    statements.run('INSERT INTO "LongBody" ("createdAt") VALUES (-1)');
    statements.run('DELETE FROM "LongBody" WHERE "createdAt" = -1');
  });
}

/** The captures of one bin in a group. `newest` is in milliseconds since the epoch. */
type Share = { count: number; bytes: number; newest: number; next: number | null };

function assignSeqs(
  statements: Statements,
  captures: readonly SizedCapture[],
): Pick<WrittenGroup, 'seqs' | 'fills'> {
  const shares = new Map<number, Share>();
  for (const { binId, received, size } of captures) {
    let share = shares.get(binId);
    if (!share) {
      share = { count: 0, bytes: 0, newest: 0, next: null };
      shares.set(binId, share);
    }
    share.count += 1;
    share.bytes += size;
    share.newest = Math.max(share.newest, Math.floor(received.receivedAt / 1000));
  }
  const fills: BinFill[] = [];
  for (const [binId, share] of shares) {
    const { count, bytes, newest } = share;
    const row = statements.first<FillRow>(countCaptures, count, count, bytes, newest, binId);
    if (!row) continue;
    share.next = row[0] - count + 1;
    fills.push(binFillOf(binId, row));
  }
  const seqs = captures.map(({ binId }) => {
    const share = shares.get(binId)!;
    return share.next === null ? null : share.next++;
  });
  return { seqs, fills };
}

type FillRow = [
  lastSeq: number,
  captures: number,
  bytes: number,
  capacity: number | null,
  maxBytes: number | null,
];

function binFillOf(binId: number, [, captures, bytes, capacity, maxBytes]: FillRow): BinFill {
  return { binId, captures, bytes, capacity, maxBytes };
}

const fillColumns = `"lastSeq", "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes"`;

const countReplyBytes = `UPDATE "Bin" SET "keptBytes" = "keptBytes" + ? WHERE "id" = ? RETURNING ${fillColumns}`;

const countCaptures = `
  UPDATE "Bin" SET "lastSeq" = "lastSeq" + ?, "kept" = "kept" + ?, "keptBytes" = "keptBytes" + ?,
    "lastRequestAt" = max(ifnull("lastRequestAt", 0), ?)
  WHERE "id" = ? AND "deletedAt" IS NULL
  RETURNING ${fillColumns}`;

const insertCapture = insertion('Capture', captureColumns);
const insertPiece = insertion('BodyPiece', ['longBodyId', 'offset', 'bytes']);

/** A response that was recorded before does not change. */
const insertResponse = `
  INSERT OR IGNORE INTO "Answer" (${namesOf(responseColumns)}) SELECT ${responseColumns.map(() => '?').join(',')}
  WHERE EXISTS (SELECT 1 FROM "Capture" WHERE "binId" = ? AND "seq" = ?) AND NOT ${isInRange}`;

/** A correction changes neither what was sent nor how it was chosen: these are as in the range. */
const insertCorrected = `
  INSERT INTO "Answer" ("status", "micros", "complete", "bodySent", "binId", "seq", "sent", "bodySize")
  SELECT ?, ?, ?, ?, ?, ?, "sent", "bodySize" FROM "AnswerRange"
  WHERE "binId" = ? AND "firstSeq" <= ? ORDER BY "firstSeq" DESC LIMIT 1`;

const recordedStatus = `
  SELECT ${ofResponse('status')} FROM "Capture" c ${responseTables} WHERE c."binId" = ? AND c."seq" = ?`;

const updateResponse = `
  UPDATE "Answer" SET "status" = ?, "micros" = ?, "complete" = ?, "bodySent" = ? WHERE "binId" = ? AND "seq" = ?`;

/** The statement that inserts a row. */
export function insertion(table: 'BodyPiece' | 'Capture', columns: readonly string[]): string {
  return `INSERT INTO "${table}" (${namesOf(columns)}) VALUES (${columns.map(() => '?').join(',')})`;
}

function namesOf(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(',');
}
