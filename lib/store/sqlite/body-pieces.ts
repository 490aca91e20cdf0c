import { GroupCommit } from '../group-commit.ts';
import type { LongBody } from '../store.ts';
import { whenFree } from './busy.ts';
import { isOfTheDatabase } from './driver-error.ts';
import type { Database } from './open.ts';
import { insert } from './write-group.ts';

type Piece = { longBodyId: number; offset: number; bytes: Uint8Array };

/** A long body that no capture has claimed for this long, milliseconds, is a remnant. */
const remnantAge = 60 * 60 * 1000;
/** Pieces removed in one transaction: some MiB. */
const piecesAtATime = 16;
/** Bodies marked as nobody's in one statement, which takes only so many parameters. */
const markedAtATime = 500;

/** Bodies of many bytes, written while they arrive and read a piece at a time. */
export class BodyPieces {
  readonly #client: Database['client'];
  readonly #writes: GroupCommit<Piece, undefined>;
  readonly #tellLetGo: () => void;
  /** Bodies that no capture will claim, until that is on disk: a full disk does not take it at once. */
  readonly #abandoned = new Set<number>();

  /** `tellLetGo` is called when there is something for `removeSome`. */
  constructor({ client, connection }: Database, tellLetGo: () => void) {
    this.#client = client;
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

  async whole(longBodyId: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const body = new Uint8Array(length);
    const pieces = await this.#client.bodyPiece.findMany({ where: { longBodyId } });
    for (const { offset, bytes } of pieces) body.set(bytes, offset);
    return body;
  }

  /** The bytes from `first` to `last` of a capture's body, wherever it lies. */
  async *read(
    where: { binId: number; seq: number },
    first: number,
    last: number,
  ): AsyncGenerator<Uint8Array> {
    const capture = await this.#client.capture.findUnique({
      where: { binId_seq: where },
      select: { body: true, longBodyId: true },
    });
    if (capture?.longBodyId != null) yield* this.#readPieces(capture.longBodyId, first, last);
    else if (capture) yield capture.body.subarray(first, last + 1);
  }

  /** Marks as nobody's what uploads left behind whose capture was never committed. */
  async findRemnants(now: number): Promise<void> {
    await whenFree(
      () => this.#client.$executeRaw`
        UPDATE "LongBody" SET "createdAt" = 0 WHERE "createdAt" BETWEEN 1 AND ${now - remnantAge}
        AND NOT EXISTS (SELECT 1 FROM "Capture" WHERE "longBodyId" = "LongBody"."id")`,
    );
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

  async *#readPieces(longBodyId: number, first: number, last: number): AsyncGenerator<Uint8Array> {
    let at = first;
    while (at <= last) {
      const piece = await this.#client.bodyPiece.findFirst({
        where: { longBodyId, offset: { lte: at } },
        orderBy: { offset: 'desc' },
      });
      if (!piece || piece.offset + piece.bytes.length <= at) return;
      yield piece.bytes.subarray(at - piece.offset, last + 1 - piece.offset);
      at = piece.offset + piece.bytes.length;
    }
  }
}
