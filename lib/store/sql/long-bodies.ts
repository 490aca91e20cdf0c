import { type Asker, server } from '#lib/model/asker.ts';
import { bodySelection, plainBytes } from '../capture-row.ts';
import type { LongBody } from '../contracts/bodies.ts';
import { GroupCommit } from '../group-commit.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { Turns } from '../turns.ts';
import type { Reads, Value } from './reads.ts';

const areAbandoned = `"id" > ? AND "id" <= ? AND "createdAt" BETWEEN 1 AND ?
  AND NOT EXISTS (SELECT 1 FROM "Capture" WHERE "longBodyId" = "LongBody"."id")`;

/** A piece of a long body to be written. */
export type NewPiece = { readonly longBodyId: number; readonly offset: number; readonly bytes: Uint8Array };

/** What each database provides itself. */
export type LongBodyWrites = {
  readonly insertPieces: (pieces: readonly NewPiece[]) => Promise<void>;
  /** Runs one statement in a transaction of its own. */
  readonly run: (sql: string, ...values: Value[]) => Promise<unknown>;
  /** Whether a write failed because of the database rather than of what was written. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
};

type Parts = {
  readonly database: Pick<PrismaDatabase, 'client' | 'retry'>;
  readonly reader: Reads;
  readonly turns: Turns;
  readonly unused: UnusedBodies;
  readonly writes: LongBodyWrites;
};

/** A long body that no capture has claimed for this long, milliseconds, was abandoned. */
const abandonedAfter = 60 * 60 * 1000;
/** Long bodies scanned in one statement. */
const bodiesAtATime = 1000;
/** Bodies of many bytes, written while they arrive and read a piece at a time. */
export class LongBodies {
  readonly #database: Parts['database'];
  readonly #reader: Reads;
  readonly #turns: Turns;
  readonly #run: LongBodyWrites['run'];
  readonly #writes: GroupCommit<NewPiece, undefined>;
  readonly #unused: UnusedBodies;

  constructor({ database, reader, turns, unused, writes }: Parts) {
    this.#database = database;
    this.#reader = reader;
    this.#turns = turns;
    this.#unused = unused;
    this.#run = writes.run;
    this.#writes = new GroupCommit(
      async (pieces) => {
        await writes.insertPieces(pieces);
        return pieces.map(() => undefined);
      },
      {
        sizeOf: ({ bytes }) => bytes.length,
        failsAll: writes.isDatabaseFailure,
        ownerOf: ({ longBodyId }) => longBodyId,
      },
    );
  }

  async open(now: number): Promise<LongBody> {
    const { client, retry } = this.#database;
    const { id } = await retry(() => client.longBody.create({ data: { createdAt: now } }));
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
    const capture = await this.#reader.first<{ body: Uint8Array; longBodyId: number | null }>(
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
      const edge = await this.#reader.first<{ id: number }>(
        'SELECT "id" FROM "LongBody" WHERE "id" > ? ORDER BY "id" LIMIT 1 OFFSET ?',
        after,
        bodiesAtATime - 1,
      );
      const upTo = edge?.id;
      const these = [after, upTo ?? Number.MAX_SAFE_INTEGER, now - abandonedAfter] as const;
      if (await this.#reader.first(`SELECT 1 FROM "LongBody" WHERE ${areAbandoned} LIMIT 1`, ...these)) {
        await this.#run(`UPDATE "LongBody" SET "createdAt" = 0 WHERE ${areAbandoned}`, ...these);
      }
      if (upTo === undefined) return;
      after = upTo;
    }
  }

  async *#pieces(longBodyId: number, first: number, last: number, asker: Asker): AsyncGenerator<Uint8Array> {
    let at = first;
    while (at <= last) {
      await this.#turns.take(asker);
      const piece = await this.#reader.first<{ offset: number; bytes: Uint8Array }>(
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
