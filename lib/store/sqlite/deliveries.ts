import { type Asker, server } from '#lib/model/asker.ts';
import type { Delivery } from '#lib/model/delivery.ts';
import { weightOf } from '#lib/model/head-size.ts';
import { plainBytes } from '../capture-row.ts';
import type { DeliveryQuery, DeliveryStore } from '../contracts/deliveries.ts';
import { GroupCommit } from '../group-commit.ts';
import type { Turns } from '../turns.ts';
import {
  type AttemptFactsRow,
  type AttemptRow,
  attemptFactsColumns,
  type DeliveryRow,
  deliveryColumns,
  deliveryOf,
  type ListedRow,
  listedColumns,
  listedDeliveryOf,
} from './delivery-rows.ts';
import {
  deleteDelivery,
  findInterrupted,
  insertAttempt,
  insertDelivery,
  isInterrupted,
  markInterrupted,
  updateEnded,
} from './delivery-writes.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { LongBodies } from './long-bodies.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Statements } from './statements.ts';

/** How much of a body is read at once, bytes. */
const pieceLength = 2 ** 20;

const isBinThere =
  'EXISTS (SELECT 1 FROM "Bin" WHERE "Bin"."id" = "Delivery"."binId" AND "deletedAt" IS NULL)';

type Write = {
  readonly size: number;
  readonly run: (statements: Statements) => boolean;
  /** Whether it must be on the disk when it is acknowledged. */
  readonly isDurable: boolean;
};

type Parts = { readonly database: Database; readonly longBodies: LongBodies; readonly turns: Turns };

/** Deliveries that end together share a commit. Rows are read and written without Prisma's client, which would copy long bodies. */
export function sqliteDeliveries({ database, longBodies, turns }: Parts): DeliveryStore {
  const { connection, reader } = database;
  const writes = new GroupCommit<Write, boolean>(
    async (group) => {
      const run = (statements: Statements) => group.map((write) => write.run(statements));
      const isDurable = group.some((write) => write.isDurable);
      return retryWhileBusy(() => (isDurable ? connection.transact(run) : connection.transactUnsynced(run)));
    },
    ({ size }) => size,
    undefined,
    isDatabaseFailure,
  );
  const write = (size: number, run: Write['run'], isDurable = true) => writes.add({ size, run, isDurable });

  function listedById(id: number): ListedRow | undefined {
    return reader.first<ListedRow>(`SELECT ${listedColumns} FROM "Delivery" WHERE "id" = ?`, id);
  }

  /** The attempts of some deliveries, by their ids. */
  function attemptsOf(binId: number, ids: readonly number[]): Map<number, AttemptFactsRow[]> {
    const rows = reader.all<AttemptFactsRow>(
      `SELECT ${attemptFactsColumns} FROM "DeliveryAttempt"
       WHERE "binId" = ? AND "deliveryId" IN (SELECT "value" FROM json_each(?)) ORDER BY "deliveryId", "number"`,
      binId,
      JSON.stringify(ids),
    );
    const byDelivery = new Map<number, AttemptFactsRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) byDelivery.get(row.deliveryId)!.push(row);
    return byDelivery;
  }

  function listed(binId: number, rows: readonly ListedRow[]) {
    const attempts = attemptsOf(
      binId,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => listedDeliveryOf(row, attempts.get(row.id)!));
  }

  /** A delivery without the bytes of bodies, if its row fulfils a condition. */
  async function read(binId: number, id: string, condition: string): Promise<Delivery | null> {
    await turns.take(server);
    const row = reader.first<DeliveryRow>(
      `SELECT ${deliveryColumns} FROM "Delivery" WHERE "publicId" = ? AND "binId" = ? AND ${condition}`,
      id,
      binId,
    );
    if (!row) return null;
    const attempts = reader.all<AttemptRow>(
      `SELECT ${attemptFactsColumns}, "hops" FROM "DeliveryAttempt"
       WHERE "binId" = ? AND "deliveryId" = ? ORDER BY "number"`,
      binId,
      row.id,
    );
    return deliveryOf({ ...row, sha256: plainBytes(row.sha256) }, attempts);
  }

  return {
    addDelivery: (binId, delivery) =>
      write(
        weightOf(delivery, 'bytes' in delivery.body ? delivery.body.size : 0),
        (statements) => insertDelivery(statements, binId, delivery),
        false,
      ),

    beginAttempt: (binId, id, attempt) =>
      write(0, (statements) => insertAttempt(statements, binId, id, attempt), false),

    endDelivery: (binId, id, state, attempt) =>
      write(attempt?.response?.length ?? 0, (statements) =>
        updateEnded(statements, binId, id, state, attempt),
      ),

    async listDeliveries(binId, query) {
      await turns.take(server);
      const { sql, values } = conditionOf(binId, query);
      const { total } = reader.first<{ total: number }>(
        `SELECT count(*) AS "total" FROM "Delivery" WHERE ${sql}`,
        ...values,
      )!;
      const before = query.before === undefined ? Number.MAX_SAFE_INTEGER : idOf(binId, query.before);
      const rows = reader.all<ListedRow>(
        `SELECT ${listedColumns} FROM "Delivery" WHERE ${sql} AND "id" < ? ORDER BY "id" DESC LIMIT ?`,
        ...values,
        before,
        query.limit + 1,
      );
      const shown = rows.slice(0, query.limit);
      const next = rows.length > shown.length ? (shown.at(-1)?.publicId ?? null) : null;
      return { deliveries: listed(binId, shown), total, next };
    },

    delivery: (binId, id) => read(binId, id, 'TRUE'),
    deliveryToSend: (binId, id) => read(binId, id, isBinThere),

    async *readDeliveryBody(binId, id, first, last, asker: Asker = server) {
      await turns.take(asker);
      const row = reader.first<{ sha256: Uint8Array; bodySeq: number | null }>(
        'SELECT "sha256", "bodySeq" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?',
        id,
        binId,
      );
      if (!row) return;
      if (row.bodySeq !== null) {
        yield* longBodies.read({ binId, seq: row.bodySeq }, first, last, asker);
        return;
      }
      for (let at = first; at <= last; at += pieceLength) {
        await turns.take(asker);
        const piece = reader.first<{ bytes: Uint8Array }>(
          'SELECT substr("bytes", ?, ?) AS "bytes" FROM "DeliveryBody" WHERE "binId" = ? AND "sha256" = ?',
          at + 1,
          Math.min(pieceLength, last + 1 - at),
          binId,
          row.sha256,
        );
        if (!piece) return;
        yield plainBytes(piece.bytes);
      }
    },

    async attemptResponse(binId, id, number) {
      await turns.take(server);
      const row = reader.first<{ response: Uint8Array | null }>(
        `SELECT "response" FROM "DeliveryAttempt" WHERE "binId" = ? AND "number" = ?
           AND "deliveryId" = (SELECT "id" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?)`,
        binId,
        number,
        id,
        binId,
      );
      return row?.response ? plainBytes(row.response) : null;
    },

    removeDelivery: (binId, id) => write(0, (statements) => deleteDelivery(statements, binId, id)),

    async interruptDeliveries(now) {
      const interrupted: [id: number, binId: number][] = [];
      // Nothing is written when there is none, as nearly always.
      const found = `SELECT 1 FROM "Delivery" WHERE ${isInterrupted} LIMIT 1`;
      while (reader.first(found, now)) {
        await turns.take(server);
        const some = await retryWhileBusy(() =>
          connection.transact((statements) => {
            const found = findInterrupted(statements, now);
            for (const one of found) markInterrupted(statements, one, now);
            return found;
          }),
        );
        interrupted.push(...some);
      }
      return interrupted.flatMap(([id, binId]) => {
        const row = listedById(id);
        return row ? [{ binId, delivery: listed(binId, [row])[0]! }] : [];
      });
    },
  };

  /** The row id of a delivery; 0, which is before all, when the bin has none with this public id. */
  function idOf(binId: number, publicId: string): number {
    return (
      reader.first<{ id: number }>(
        'SELECT "id" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?',
        publicId,
        binId,
      )?.id ?? 0
    );
  }
}

function conditionOf(binId: number, { capture, replay }: DeliveryQuery) {
  const terms = ['"binId" = ?'];
  const values: (number | string)[] = [binId];
  if (capture !== undefined) {
    terms.push('"captureSeq" = ?');
    values.push(capture);
  }
  if (replay !== undefined) {
    terms.push('"replayId" = ?');
    values.push(replay);
  }
  return { sql: terms.join(' AND '), values };
}
