import type { ArgType, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type { Answered, Received } from '../../model/capture.ts';
import type { OneConnection } from '../one-connection.ts';

/** A capture waiting for its seq and its commit. */
export type NewCapture = { binId: number; received: Received };
/** An answer waiting to be noted. */
export type NewAnswer = { binId: number; seq: number; answered: Answered };

/**
 * One group commit: every bin concerned gives out as many numbers as it got captures, then all rows go in with one
 * statement. The captures' seqs in their order, null for those whose bin is gone.
 *
 * It goes to the driver adapter rather than through Prisma's client, which turns raw parameters, bodies included, into
 * JSON and back (docs/decisions/0003-hot-write.md).
 */
export async function writeGroup(
  connection: OneConnection,
  captures: NewCapture[],
  answers: NewAnswer[],
): Promise<(number | null)[]> {
  const transaction = await connection.startTransaction();
  try {
    const seqs = await giveSeqs(transaction, captures);
    const rows = captures.flatMap((capture, index) => {
      const seq = seqs[index];
      return seq == null ? [] : [captureRow(capture, seq)];
    });
    if (rows.length > 0) await write(transaction, insert('Capture', captureColumns, rows));
    // In slices: a statement takes only so many parameters.
    for (let from = 0; from < answers.length; from += 1000) {
      const rows = answers.slice(from, from + 1000).map(answerRow);
      await write(transaction, insert('Answer', answerColumns, rows));
    }
    await transaction.executeRaw(query('COMMIT', []));
    await transaction.commit();
    return seqs;
  } catch (error) {
    // SQLite may have rolled back by itself (a full disk does that); then this says so and changes nothing.
    await transaction.executeRaw(query('ROLLBACK', [])).catch(() => {});
    await transaction.rollback();
    throw error;
  }
}

/**
 * Prisma's debug log remembers the last hundred statements with their values, whether it is switched on or not: hundreds of
 * megabytes of bodies would stay in memory with them. So the values are taken out once they are written.
 */
async function write(transaction: Transaction, insertion: SqlQuery): Promise<void> {
  await transaction.executeRaw(insertion);
  insertion.args.length = 0;
}

/** Writes something and takes it back, all the way to the disk: whether a capture could be written now. */
export async function probeWrite(connection: OneConnection): Promise<void> {
  const transaction = await connection.startTransaction();
  try {
    const [insertion, deletion] = [
      'INSERT INTO "LongBody" ("createdAt") VALUES (0)',
      'DELETE FROM "LongBody" WHERE "createdAt" = 0',
    ];
    for (const sql of [insertion, deletion, 'COMMIT']) await transaction.executeRaw(query(sql, []));
    await transaction.commit();
  } catch (error) {
    await transaction.executeRaw(query('ROLLBACK', [])).catch(() => {});
    await transaction.rollback();
    throw error;
  }
}

async function giveSeqs(transaction: Transaction, captures: NewCapture[]): Promise<(number | null)[]> {
  const counts = new Map<number, number>();
  for (const { binId } of captures) counts.set(binId, (counts.get(binId) ?? 0) + 1);
  const next = new Map<number, number>();
  for (const [binId, count] of counts) {
    const { rows } = await transaction.queryRaw(
      query('UPDATE "Bin" SET "lastSeq" = "lastSeq" + ? WHERE "id" = ? RETURNING "lastSeq"', [count, binId]),
    );
    if (rows[0]) next.set(binId, Number(rows[0][0]) - count + 1);
  }
  return captures.map(({ binId }) => {
    const seq = next.get(binId);
    if (seq === undefined) return null;
    next.set(binId, seq + 1);
    return seq;
  });
}

const captureColumns = [
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
];

function captureRow({ binId, received }: NewCapture, seq: number): unknown[] {
  return [
    binId,
    seq,
    received.method,
    received.target,
    received.prefixLength,
    received.httpVersion,
    JSON.stringify(received.headers),
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
  ];
}

const answerColumns = ['binId', 'seq', 'status', 'micros', 'complete'];

function answerRow({ binId, seq, answered }: NewAnswer): unknown[] {
  return [binId, seq, answered.status, answered.micros, answered.complete ? 1 : 0];
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

/** Values are bound as they are: the adapter converts by type only what came as text. */
const asIs: ArgType = { scalarType: 'unknown', arity: 'scalar' };

function query(sql: string, args: unknown[]): SqlQuery {
  return { sql, args, argTypes: new Array(args.length).fill(asIs) };
}
