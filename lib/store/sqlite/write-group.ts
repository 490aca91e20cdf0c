import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type { Answered, Recognised } from '../../model/capture.ts';
import type { OneConnection } from '../one-connection.ts';
import { type CaptureTexts, sizeOf, textsOf } from './capture-size.ts';
import { chosenColumns, keepSent } from './sent-replies.ts';
import { inTransaction, query } from './transaction.ts';

/** A capture waiting for its seq and its commit. */
export type NewCapture = { binId: number; received: Recognised };
/** An answer waiting to be noted, or to be corrected where it was noted before. */
export type NewAnswer = { binId: number; seq: number; answered: Answered; isRevision: boolean };

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
    const sized = captures.map(withSize);
    const { seqs, filled } = await giveSeqs(transaction, sized);
    const rows = sized.flatMap((capture, index) => {
      const seq = seqs[index];
      return seq == null ? [] : [captureRow(capture, seq)];
    });
    if (rows.length > 0) await write(transaction, insert('Capture', captureColumns, rows));
    const noted = await writeAnswers(transaction, answers);
    return { seqs, filled: [...filled, ...noted] };
  });
}

/** Notes how captures were answered; those removed meanwhile are left out. The bins whose replies take more room now. */
export async function writeAnswers(transaction: Transaction, answers: NewAnswer[]): Promise<Filled[]> {
  const first = answers.filter(({ isRevision }) => !isRevision);
  const grown = new Map<number, number>();
  // In slices: a statement takes only so many parameters.
  for (let from = 0; from < first.length; from += 1000) {
    const noted = await noteAnswers(transaction, first.slice(from, from + 1000));
    await keepSent(transaction, noted, (binId, bytes) => grown.set(binId, (grown.get(binId) ?? 0) + bytes));
  }
  const filled: Filled[] = [];
  for (const [binId, bytes] of grown) {
    const { rows } = await transaction.queryRaw(query(takeReplies, [bytes, binId]));
    if (rows[0]) filled.push(filledOf(binId, rows[0].slice(1)));
  }
  for (const { binId, seq, answered } of answers.filter(({ isRevision }) => isRevision)) {
    const { status, micros, complete, bodySent = null } = answered;
    await transaction.executeRaw(
      query(reviseAnswer, [status, micros, complete ? 1 : 0, bodySent, binId, seq]),
    );
  }
  return filled;
}

/** Writes answers to captures that are there, and says which were. An answer that is told again is as it was. */
async function noteAnswers(transaction: Transaction, answers: NewAnswer[]): Promise<NewAnswer[]> {
  const row = `(${answerColumns.map(() => '?').join(',')})`;
  const insertion = query(
    `INSERT OR IGNORE INTO "Answer" (${answerColumns.map((column) => `"${column}"`).join(',')})
     SELECT * FROM (VALUES ${answers.map(() => row).join(',')}) AS "new"
     WHERE EXISTS (SELECT 1 FROM "Capture" WHERE "binId" = "new"."column1" AND "seq" = "new"."column2")`,
    answers.flatMap(answerRow),
  );
  const count = await transaction.executeRaw(insertion);
  if (count === answers.length) return answers;
  // Rarely: RETURNING would tell, and cost every capture more than the insertion itself.
  const { rows } = await transaction.queryRaw(
    query('SELECT "binId", "seq" FROM "Answer" WHERE ? > 0 AND rowid > last_insert_rowid() - ?', [
      count,
      count,
    ]),
  );
  const noted = new Set(rows.map(([binId, seq]) => `${binId} ${seq}`));
  return answers.filter(({ binId, seq }) => noted.delete(`${binId} ${seq}`));
}

const reviseAnswer = `
  UPDATE "Answer" SET "status" = ?, "micros" = ?, "complete" = ?, "bodySent" = ? WHERE "binId" = ? AND "seq" = ?`;

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

/** A capture with what is written of it in JSON, and the bytes it counts for. */
export type Sized = NewCapture & { readonly texts: CaptureTexts; readonly size: number };

export function withSize({ binId, received }: NewCapture): Sized {
  const texts = textsOf(received);
  return { binId, received, texts, size: sizeOf(received, texts) };
}

async function giveSeqs(transaction: Transaction, captures: Sized[]) {
  const shares = new Map<number, Share>();
  for (const { binId, received, size } of captures) {
    const share = shares.get(binId) ?? { count: 0, bytes: 0, newest: 0 };
    share.count += 1;
    share.bytes += size;
    share.newest = Math.max(share.newest, Math.floor(received.receivedAt / 1000));
    shares.set(binId, share);
  }
  const next = new Map<number, number>();
  const filled: Filled[] = [];
  for (const [binId, { count, bytes, newest }] of shares) {
    const { rows } = await transaction.queryRaw(query(takeIn, [count, count, bytes, newest, binId]));
    if (!rows[0]) continue;
    const [lastSeq, ...numbers] = rows[0];
    next.set(binId, Number(lastSeq) - count + 1);
    filled.push(filledOf(binId, numbers));
  }
  const seqs = captures.map(({ binId }) => {
    const seq = next.get(binId);
    if (seq === undefined) return null;
    next.set(binId, seq + 1);
    return seq;
  });
  return { seqs, filled };
}

function filledOf(binId: number, [captures, bytes, capacity, maxBytes]: unknown[]): Filled {
  return {
    binId,
    captures: Number(captures),
    bytes: Number(bytes),
    capacity: capacity === null ? null : Number(capacity),
    maxBytes: maxBytes === null ? null : Number(maxBytes),
  };
}

const numbersNow = `"lastSeq", "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes"`;

const takeReplies = `UPDATE "Bin" SET "keptBytes" = "keptBytes" + ? WHERE "id" = ? RETURNING ${numbersNow}`;

const takeIn = `
  UPDATE "Bin" SET "lastSeq" = "lastSeq" + ?, "kept" = "kept" + ?, "keptBytes" = "keptBytes" + ?,
    "lastRequestAt" = max(ifnull("lastRequestAt", 0), ?)
  WHERE "id" = ? AND "deletedAt" IS NULL
  RETURNING ${numbersNow}`;

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
  'size',
];

export function captureRow({ binId, received, texts, size }: Sized, seq: number): unknown[] {
  return [
    binId,
    seq,
    received.method,
    received.target,
    received.prefixLength,
    received.httpVersion,
    texts.headers,
    texts.trailers,
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
    texts.client,
    received.via,
    received.provider?.id ?? null,
    received.provider?.event ?? null,
    received.provider?.deliveryId ?? null,
    size,
  ];
}

const answerColumns = [
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

function answerRow({ binId, seq, answered }: NewAnswer): unknown[] {
  const { status, micros, complete } = answered;
  const { chosen, sent, bodySize, bodySent } = chosenColumns(answered);
  return [binId, seq, status, micros, complete ? 1 : 0, chosen, sent, bodySize, bodySent];
}

/** A multi-row INSERT. */
export function insert(table: 'Capture' | 'BodyPiece', columns: string[], rows: unknown[][]): SqlQuery {
  const row = `(${columns.map(() => '?').join(',')})`;
  const names = columns.map((column) => `"${column}"`).join(',');
  return query(`INSERT INTO "${table}" (${names}) VALUES ${rows.map(() => row).join(',')}`, rows.flat());
}
