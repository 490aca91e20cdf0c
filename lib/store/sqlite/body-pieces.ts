import { type Asker, server } from '../../model/asker.ts';
import { GroupCommit } from '../group-commit.ts';
import { plainBytes } from '../rows.ts';
import type { LongBody } from '../store.ts';
import type { Turns } from '../turns.ts';
import { whenFree } from './busy.ts';
import { isOfTheDatabase } from './driver-error.ts';
import type { Database } from './open.ts';
import type { Reader } from './reader.ts';
import { query } from './transaction.ts';
import { insert } from './write-group.ts';

const areRemnants = `"id" > ? AND "id" <= ? AND "createdAt" BETWEEN 1 AND ?
  AND NOT EXISTS (SELECT 1 FROM "Capture" WHERE "longBodyId" = "LongBody"."id")`;

type Piece = { longBodyId: number; offset: number; bytes: Uint8Array };

/** A long body that no capture has claimed for this long, milliseconds, is a remnant. */
const remnantAge = 60 * 60 * 1000;
/** Pieces removed in one transaction: some MiB. */
const piecesAtATime = 16;
/** Long bodies looked at in one statement. */
const bodiesAtATime = 1000;
/** Bodies marked as nobody's in one statement, which takes only so many parameters. */
const markedAtATime = 500;

/** Bodies of many bytes, written while they arrive and read a piece at a time. */
export class BodyPieces {
  readonly #client: Database['client'];
  readonly #connection: Database['connection'];
  readonly #reader: Reader;
  readonly #turns: Turns;
  readonly #writes: GroupCommit<Piece, undefined>;
  readonly #tellLetGo: () => void;
  /** Bodies that no capture will claim, until that is on disk: a full disk does not take it at once. */
  readonly #abandoned = new Set<number>();

  /** `tellLetGo` is called when there is something for `removeSome`. */
  constructor({ client, connection, reader }: Database, turns: Turns, tellLetGo: () => void) {
    this.#client = client;
    this.#connection = connection;
    this.#reader = reader;
    this.#turns = turns;
    this.#tellLetGo = tellLetGo;
    this.#writes = new GroupCommit(
      async (pieces) => {
        const rows = pieces.map(({ longBodyId, offset, bytes }) => [longBodyId, offset, bytes]);
        const insertion = insert('BodyPiece', ['longBodyId', 'offset', 'bytes'], rows);
        await whenFree(() => connection.executeRaw(insertion));
        return pieces.map(() => undefined);
      },
      ({ bytes }) => bytes.length,
      undefined,
      isOfTheDatabase,
    );
  }

  async open(now: number): Promise<LongBody> {
    const { id } = await whenFree(() => this.#client.longBody.create({ data: { createdAt: now } }));
    let offset = 0;
    return {
      id,
      append: (bytes) => {
        const piece = { longBodyId: id, offset, bytes };
        offset += bytes.length;
        return this.#writes.add(piece).catch((error) => {
          this.abandon(id);
          throw error;
        });
      },
    };
  }

  /** Leaves a body to `removeSome`, unless a capture has claimed it. */
  abandon(longBodyId: number): void {
    this.#abandoned.add(longBodyId);
    this.#tellLetGo();
  }

  /** All bytes of a long body, put together a piece at a time. */
  async whole(longBodyId: number, length: number, asker: Asker): Promise<Uint8Array> {
    const body = new Uint8Array(length);
    let at = 0;
    for await (const piece of this.#pieces(longBodyId, 0, length - 1, asker)) {
      body.set(piece, at);
      at += piece.length;
    }
    return body;
  }

  /** The bytes from `first` to `last` of a capture's body, wherever it lies. */
  async *read(
    { binId, seq }: { binId: number; seq: number },
    first: number,
    last: number,
    asker: Asker,
  ): AsyncGenerator<Uint8Array> {
    await this.#turns.take(asker);
    const capture = this.#reader.first<{ body: Uint8Array; longBodyId: number | null }>(
      'SELECT "body", "longBodyId" FROM "Capture" WHERE "binId" = ? AND "seq" = ?',
      binId,
      seq,
    );
    if (!capture) return;
    if (capture.longBodyId !== null) yield* this.#pieces(capture.longBodyId, first, last, asker);
    else yield plainBytes(capture.body).subarray(first, last + 1);
  }

  /** Marks as nobody's what uploads left behind whose capture was never committed. */
  async findRemnants(now: number): Promise<void> {
    for (let after = 0; ; ) {
      await this.#turns.take(server);
      const upTo = this.#reader.first<{ id: number }>(
        'SELECT "id" FROM "LongBody" WHERE "id" > ? ORDER BY "id" LIMIT 1 OFFSET ?',
        after,
        bodiesAtATime - 1,
      )?.id;
      const these = [after, upTo ?? Number.MAX_SAFE_INTEGER, now - remnantAge] as const;
      if (this.#reader.first(`SELECT 1 FROM "LongBody" WHERE ${areRemnants} LIMIT 1`, ...these)) {
        const mark = `UPDATE "LongBody" SET "createdAt" = 0 WHERE ${areRemnants}`;
        await whenFree(() => this.#connection.executeRaw(query(mark, [...these])));
      }
      if (upTo === undefined) return;
      after = upTo;
    }
  }

  /** Removes some pieces of a body that is nobody's; false when there is no such body. */
  async removeSome(): Promise<boolean> {
    await this.#markAbandoned();
    const body = await this.#client.longBody.findFirst({ where: { createdAt: 0 }, select: { id: true } });
    if (!body) return false;
    const pieces = await this.#client.bodyPiece.findMany({
      where: { longBodyId: body.id },
      select: { offset: true },
      take: piecesAtATime,
    });
    const these = { longBodyId: body.id, offset: { in: pieces.map(({ offset }) => offset) } };
    await whenFree(async () => {
      if (pieces.length > 0) await this.#client.bodyPiece.deleteMany({ where: these });
      else await this.#client.longBody.deleteMany({ where: { id: body.id } });
    });
    return true;
  }

  async #markAbandoned(): Promise<void> {
    const ids = [...this.#abandoned].slice(0, markedAtATime);
    if (ids.length === 0) return;
    const these = { id: { in: ids }, capture: null };
    await whenFree(() => this.#client.longBody.updateMany({ where: these, data: { createdAt: 0 } }));
    for (const id of ids) this.#abandoned.delete(id);
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
