import { type Asker, server } from '#lib/model/asker.ts';
import { bodySelection, plainBytes } from '../capture-row.ts';
import type { LongBody } from '../contracts/bodies.ts';
import { GroupCommit } from '../group-commit.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { Turns } from '../turns.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { Database } from './open.ts';
import type { Reader } from './reader.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { insertion } from './write-group.ts';

const areAbandoned = `"id" > ? AND "id" <= ? AND "createdAt" BETWEEN 1 AND ?
  AND NOT EXISTS (SELECT 1 FROM "Capture" WHERE "longBodyId" = "LongBody"."id")`;

const insertPiece = insertion('BodyPiece', ['longBodyId', 'offset', 'bytes']);

type Piece = { longBodyId: number; offset: number; bytes: Uint8Array };

/** A long body that no capture has claimed for this long, milliseconds, was abandoned. */
const abandonedAfter = 60 * 60 * 1000;
/** Long bodies scanned in one statement. */
const bodiesAtATime = 1000;
/** Bodies of many bytes, written while they arrive and read a piece at a time. */
export class LongBodies {
  readonly #client: Database['client'];
  readonly #connection: Database['connection'];
  readonly #reader: Reader;
  readonly #turns: Turns;
  readonly #writes: GroupCommit<Piece, undefined>;
  readonly #unused: UnusedBodies;

  constructor({ client, connection, reader }: Database, turns: Turns, unused: UnusedBodies) {
    this.#client = client;
    this.#connection = connection;
    this.#reader = reader;
    this.#turns = turns;
    this.#unused = unused;
    this.#writes = new GroupCommit(
      async (pieces) => {
        await retryWhileBusy(() =>
          connection.transact((statements) => {
            for (const { longBodyId, offset, bytes } of pieces)
              statements.run(insertPiece, longBodyId, offset, bytes);
          }),
        );
        return pieces.map(() => undefined);
      },
      ({ bytes }) => bytes.length,
      undefined,
      isDatabaseFailure,
      undefined,
      ({ longBodyId }) => longBodyId,
    );
  }

  async open(now: number): Promise<LongBody> {
    const { id } = await retryWhileBusy(() => this.#client.longBody.create({ data: { createdAt: now } }));
    let offset = 0;
    return {
      id,
      append: (bytes) => {
        const piece = { longBodyId: id, offset, bytes };
        offset += bytes.length;
        return this.#writes.add(piece).catch((error) => {
          this.#unused.abandon(id);
          throw error;
        });
      },
    };
  }

  /** All bytes of a long body, put together a piece at a time; those up to where it was removed meanwhile. */
  async whole(longBodyId: number, length: number, asker: Asker): Promise<Uint8Array> {
    const body = new Uint8Array(length);
    let at = 0;
    for await (const piece of this.#pieces(longBodyId, 0, length - 1, asker)) {
      body.set(piece, at);
      at += piece.length;
    }
    return body.subarray(0, at);
  }

  /** The bytes from `first` to `last` of a capture's body, whether it is long or in the row. */
  async *read(
    { binId, seq }: { binId: number; seq: number },
    first: number,
    last: number,
    asker: Asker,
  ): AsyncGenerator<Uint8Array> {
    await this.#turns.take(asker);
    const capture = this.#reader.first<{ body: Uint8Array; longBodyId: number | null }>(
      `SELECT ${bodySelection}, "longBodyId" FROM "Capture" WHERE "binId" = ? AND "seq" = ?`,
      binId,
      seq,
    );
    if (!capture) return;
    if (capture.longBodyId !== null) yield* this.#pieces(capture.longBodyId, first, last, asker);
    else yield plainBytes(capture.body).subarray(first, last + 1);
  }

  /** Marks the bodies of uploads whose capture was never committed as unused. */
  async markAbandoned(now: number): Promise<void> {
    for (let after = 0; ; ) {
      await this.#turns.take(server);
      const upTo = this.#reader.first<{ id: number }>(
        'SELECT "id" FROM "LongBody" WHERE "id" > ? ORDER BY "id" LIMIT 1 OFFSET ?',
        after,
        bodiesAtATime - 1,
      )?.id;
      const these = [after, upTo ?? Number.MAX_SAFE_INTEGER, now - abandonedAfter] as const;
      if (this.#reader.first(`SELECT 1 FROM "LongBody" WHERE ${areAbandoned} LIMIT 1`, ...these)) {
        const mark = `UPDATE "LongBody" SET "createdAt" = 0 WHERE ${areAbandoned}`;
        await retryWhileBusy(() => this.#connection.transact((statements) => statements.run(mark, ...these)));
      }
      if (upTo === undefined) return;
      after = upTo;
    }
  }

  async *#pieces(longBodyId: number, first: number, last: number, asker: Asker): AsyncGenerator<Uint8Array> {
    let at = first;
    while (at <= last) {
      await this.#turns.take(asker);
      const piece = this.#reader.first<{ offset: number; bytes: Uint8Array }>(
        `SELECT "offset", "bytes" FROM "BodyPiece" WHERE "longBodyId" = ? AND "offset" <= ?
         ORDER BY "offset" DESC LIMIT 1`,
        longBodyId,
        at,
      );
      if (!piece || piece.offset + piece.bytes.length <= at) return;
      yield plainBytes(piece.bytes).subarray(at - piece.offset, last + 1 - piece.offset);
      at = piece.offset + piece.bytes.length;
    }
  }
}
