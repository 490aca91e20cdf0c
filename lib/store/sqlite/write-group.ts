import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type { Answered, Recognised } from '../../model/capture.ts';
import type { OneConnection } from '../one-connection.ts';
import { sizeOf } from './removal.ts';
import { chosenColumns, keepSent } from './sent-replies.ts';
import { inTransaction, query } from './transaction.ts';

/** A capture waiting for its seq and its commit. */
export type NewCapture = { binId: number; received: Recognised };
/** An answer waiting to be noted. */
export type NewAnswer = { binId: number; seq: number; answered: Answered };

/** What a commit made of a bin that got captures: what it keeps now that is not pinned, and its own limits. */
export type Filled = {
  readonly binId: number;
  readonly captures: number;
  readonly bytes: number;
  readonly capacity: number | null;
  readonly maxBytes: number | null;
};

/**
 * One group commit: every bin concerned gives out as many numbers as it got captures, then all rows go in with one
 * statement. The captures' seqs in their order, null for those whose bin is gone.
 */
export async function writeGroup(
  connection: OneConnection,
  captures: NewCapture[],
  answers: NewAnswer[],
): Promise<{ seqs: (number | null)[]; filled: Filled[] }> {
  return inTransaction(connection, async (transaction) => {
    const headers = captures.map(({ received }) => JSON.stringify(received.headers));
    const { seqs, filled } = await giveSeqs(transaction, captures, headers);
    const rows = captures.flatMap((capture, index) => {
      const seq = seqs[index];
      return seq == null ? [] : [captureRow(capture, seq, headers[index]!)];
    });
    if (rows.length > 0) await write(transaction, insert('Capture', captureColumns, rows));
    // In slices: a statement takes only so many parameters.
    for (let from = 0; from < answers.length; from += 1000) {
      const rows = answers.slice(from, from + 1000).map(answerRow);
      await write(transaction, insert('Answer', answerColumns, rows));
    }
    for (const statement of keepSent(answers)) await transaction.executeRaw(statement);
    return { seqs, filled };
  });
}

/**
 * Prisma's debug log remembers the last hundred statements with their values, whether it is switched on or not: hundreds of
 * megabytes of bodies would stay in memory with them. So the values are taken out once they are written.
 */
export async function write(transaction: Transaction, insertion: SqlQuery): Promise<void> {
  await transaction.executeRaw(insertion);
  insertion.args.length = 0;
}

/** Writes something and takes it back, all the way to the disk: whether a capture could be written now. */
export async function probeWrite(connection: OneConnection): Promise<void> {
  await inTransaction(connection, async (transaction) => {
    await transaction.executeRaw(query('INSERT INTO "LongBody" ("createdAt") VALUES (-1)'));
    await transaction.executeRaw(query('DELETE FROM "LongBody" WHERE "createdAt" = -1'));
  });
}

/** What a bin got in a group, to be counted with the numbers it gives out. */
type Share = { count: number; bytes: number; newest: number };

async function giveSeqs(transaction: Transaction, captures: NewCapture[], headers: string[]) {
  const shares = new Map<number, Share>();
  for (const [index, { binId, received }] of captures.entries()) {
    const share = shares.get(binId) ?? { count: 0, bytes: 0, newest: 0 };
    share.count += 1;
    share.bytes += sizeOf(received.bodyStored, headers[index]!);
    share.newest = Math.max(share.newest, Math.floor(received.receivedAt / 1000));
    shares.set(binId, share);
  }
  const next = new Map<number, number>();
  const filled: Filled[] = [];
  for (const [binId, { count, bytes, newest }] of shares) {
    const { rows } = await transaction.queryRaw(query(takeIn, [count, count, bytes, newest, binId]));
    if (!rows[0]) continue;
    const [lastSeq, kept, keptBytes, capacity, maxBytes] = rows[0];
    next.set(binId, Number(lastSeq) - count + 1);
    filled.push({
      binId,
      captures: Number(kept),
      bytes: Number(keptBytes),
      capacity: capacity === null ? null : Number(capacity),
      maxBytes: maxBytes === null ? null : Number(maxBytes),
    });
  }
  const seqs = captures.map(({ binId }) => {
    const seq = next.get(binId);
    if (seq === undefined) return null;
    next.set(binId, seq + 1);
    return seq;
  });
  return { seqs, filled };
}

const takeIn = `
  UPDATE "Bin" SET "lastSeq" = "lastSeq" + ?, "kept" = "kept" + ?, "keptBytes" = "keptBytes" + ?,
    "lastRequestAt" = max(ifnull("lastRequestAt", 0), ?)
  WHERE "id" = ? AND "deletedAt" IS NULL
  RETURNING "lastSeq", "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes"`;

export const captureColumns = [
  'binId',
  'seq',
  'method',
  'target',
  'prefixLength',
  'httpVersion',
  'headers',
  'trailers',
  'body',
  'longBodyId',
  'bodyStored',
  'bodySize',
  'sha256',
  'truncated',
  'aborted',
  'receivedAt',
  'headersMicros',
  'uploadMicros',
  'malformed',
  'peerAddress',
  'peerPort',
  'scheme',
  'tls',
  'client',
  'via',
  'provider',
  'event',
  'deliveryId',
];

/** The row of a capture, in the order of its columns. */
export function captureRow({ binId, received }: NewCapture, seq: number, headers: string): unknown[] {
  return [
    binId,
    seq,
    received.method,
    received.target,
    received.prefixLength,
    received.httpVersion,
    headers,
    JSON.stringify(received.trailers),
    received.body,
    received.longBodyId,
    received.bodyStored,
    received.bodySize,
    Buffer.from(received.sha256, 'hex'),
    received.truncated ? 1 : 0,
    received.aborted ? 1 : 0,
    received.receivedAt,
    received.headersMicros,
    received.uploadMicros,
    received.malformed,
    received.peer.address,
    received.peer.port,
    received.scheme,
    received.tls && JSON.stringify(received.tls),
    received.client && JSON.stringify(received.client),
    received.via,
    received.provider?.id ?? null,
    received.provider?.event ?? null,
    received.provider?.deliveryId ?? null,
  ];
}

export const answerColumns = [
  'binId',
  'seq',
  'status',
  'micros',
  'complete',
  'chosen',
  'sent',
  'bodySize',
  'bodySent',
];

/** The row of an answer, in the order of its columns. */
export function answerRow({ binId, seq, answered }: NewAnswer): unknown[] {
  const { status, micros, complete } = answered;
  const { chosen, sent, bodySize, bodySent } = chosenColumns(answered);
  return [binId, seq, status, micros, complete ? 1 : 0, chosen, sent, bodySize, bodySent];
}

/** A multi-row INSERT. An answer may name a capture deleted meanwhile, or be told twice: REPLACE lets it. */
export function insert(
  table: 'Capture' | 'Answer' | 'BodyPiece',
  columns: string[],
  rows: unknown[][],
): SqlQuery {
  const row = `(${columns.map(() => '?').join(',')})`;
  const verb = table === 'Answer' ? 'INSERT OR REPLACE' : 'INSERT';
  const names = columns.map((column) => `"${column}"`).join(',');
  return query(`${verb} INTO "${table}" (${names}) VALUES ${rows.map(() => row).join(',')}`, rows.flat());
}
