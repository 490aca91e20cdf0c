import { type Asker, server } from '#lib/model/asker.ts';
import type { Delivery, ListedDelivery } from '#lib/model/delivery.ts';
import { plainBytes } from '../capture-row.ts';
import type {
  BegunAttempt,
  DeliveryQuery,
  DeliveryStore,
  EndedAttempt,
  EndState,
  NewDelivery,
} from '../contracts/deliveries.ts';
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
} from '../delivery-rows.ts';
import type { Turns } from '../turns.ts';
import type { LongBodies } from './long-bodies.ts';
import type { Reads } from './reads.ts';

/** How much of a body is read at once, bytes. */
const pieceLength = 2 ** 20;

const isBinThere =
  'EXISTS (SELECT 1 FROM "Bin" WHERE "Bin"."id" = "Delivery"."binId" AND "deletedAt" IS NULL)';

/** What each database provides itself: each is one transaction. */
export type DeliveryWrites = {
  readonly add: (binId: number, delivery: NewDelivery) => Promise<boolean>;
  readonly begin: (binId: number, id: string, attempt: BegunAttempt) => Promise<boolean>;
  readonly end: (
    binId: number,
    id: string,
    state: EndState,
    attempt: EndedAttempt | null,
  ) => Promise<boolean>;
  readonly remove: (binId: number, id: string) => Promise<boolean>;
  /** Marks some of the deliveries that were interrupted as failed. Returns the ids of their rows and of their bins. */
  readonly interruptSome: (now: number) => Promise<readonly (readonly [id: number, binId: number])[]>;
};

/** Holds for deliveries under way whose process has no lease. */
export const isInterrupted = `
  "owner" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Lease" WHERE "name" = "owner" AND "until" > ?)`;

type Parts = {
  readonly reader: Reads;
  readonly longBodies: LongBodies;
  readonly turns: Turns;
  readonly writes: DeliveryWrites;
};

/** Rows are read and written without Prisma's client, which would copy long bodies. */
export function deliveryStore({ reader, longBodies, turns, writes }: Parts): DeliveryStore {
  async function listedById(id: number): Promise<ListedRow | undefined> {
    return reader.first<ListedRow>(`SELECT ${listedColumns} FROM "Delivery" WHERE "id" = ?`, id);
  }

  /** The attempts of some deliveries, by their ids. */
  async function attemptsOf(binId: number, ids: readonly number[]): Promise<Map<number, AttemptFactsRow[]>> {
    const rows = await reader.all<AttemptFactsRow>(
      `SELECT ${attemptFactsColumns} FROM "DeliveryAttempt"
       WHERE "binId" = ? AND "deliveryId" ${reader.dialect.inList} ORDER BY "deliveryId", "number"`,
      binId,
      reader.dialect.list(ids),
    );
    const byDelivery = new Map<number, AttemptFactsRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) byDelivery.get(row.deliveryId)!.push(row);
    return byDelivery;
  }

  async function listed(binId: number, rows: readonly ListedRow[]) {
    const attempts = await attemptsOf(
      binId,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => listedDeliveryOf(row, attempts.get(row.id)!));
  }

  /** A delivery without the bytes of bodies, if its row fulfils a condition. */
  async function read(binId: number, id: string, condition: string): Promise<Delivery | null> {
    await turns.take(server);
    const row = await reader.first<DeliveryRow>(
      `SELECT ${deliveryColumns} FROM "Delivery" WHERE "publicId" = ? AND "binId" = ? AND ${condition}`,
      id,
      binId,
    );
    if (!row) return null;
    const attempts = await reader.all<AttemptRow>(
      `SELECT ${attemptFactsColumns}, "hops" FROM "DeliveryAttempt"
       WHERE "binId" = ? AND "deliveryId" = ? ORDER BY "number"`,
      binId,
      row.id,
    );
    return deliveryOf({ ...row, sha256: plainBytes(row.sha256) }, attempts);
  }

  return {
    addDelivery: writes.add,
    beginAttempt: writes.begin,
    endDelivery: writes.end,
    removeDelivery: writes.remove,

    async listDeliveries(binId, query) {
      await turns.take(server);
      const { sql, values } = conditionOf(binId, query);
      const { total } = (await reader.first<{ total: number }>(
        `SELECT count(*) AS "total" FROM "Delivery" WHERE ${sql}`,
        ...values,
      ))!;
      const before = query.before === undefined ? Number.MAX_SAFE_INTEGER : await idOf(binId, query.before);
      const rows = await reader.all<ListedRow>(
        `SELECT ${listedColumns} FROM "Delivery" WHERE ${sql} AND "id" < ? ORDER BY "id" DESC LIMIT ?`,
        ...values,
        before,
        query.limit + 1,
      );
      const shown = rows.slice(0, query.limit);
      const next = rows.length > shown.length ? (shown.at(-1)?.publicId ?? null) : null;
      return { deliveries: await listed(binId, shown), total, next };
    },

    delivery: (binId, id) => read(binId, id, 'TRUE'),
    deliveryToSend: (binId, id) => read(binId, id, isBinThere),

    async *readDeliveryBody(binId, id, first, last, asker: Asker = server) {
      await turns.take(asker);
      const row = await reader.first<{ sha256: Uint8Array; bodySeq: number | null }>(
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
        const piece = await reader.first<{ bytes: Uint8Array }>(
          `SELECT substr("bytes", CAST(? AS INTEGER), CAST(? AS INTEGER)) AS "bytes" FROM "DeliveryBody"
           WHERE "binId" = ? AND "sha256" = ?`,
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
      const row = await reader.first<{ response: Uint8Array | null }>(
        `SELECT "response" FROM "DeliveryAttempt" WHERE "binId" = ? AND "number" = ?
           AND "deliveryId" = (SELECT "id" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?)`,
        binId,
        number,
        id,
        binId,
      );
      return row?.response ? plainBytes(row.response) : null;
    },

    async interruptDeliveries(now) {
      const interrupted: (readonly [id: number, binId: number])[] = [];
      // Nothing is written when there is none, as nearly always.
      while (await reader.first(`SELECT 1 FROM "Delivery" WHERE ${isInterrupted} LIMIT 1`, now)) {
        await turns.take(server);
        const some = await writes.interruptSome(now);
        if (some.length === 0) break;
        for (const one of some) interrupted.push(one);
      }
      const found: { binId: number; delivery: ListedDelivery }[] = [];
      for (const [id, binId] of interrupted) {
        const row = await listedById(id);
        if (row) found.push({ binId, delivery: (await listed(binId, [row]))[0]! });
      }
      return found;
    },
  };

  /** The row id of a delivery; 0, which is before all, when the bin has none with this public id. */
  async function idOf(binId: number, publicId: string): Promise<number> {
    const sql = 'SELECT "id" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?';
    return (await reader.first<{ id: number }>(sql, publicId, binId))?.id ?? 0;
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
