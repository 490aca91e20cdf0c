import type { PrismaDatabase } from './database.ts';

/** Pieces removed in one transaction: some MiB. */
const piecesAtATime = 16;
/** Bodies marked in one statement, which takes a limited number of parameters. */
const markedAtATime = 500;

/** Long bodies that belong to no capture. In the database they have 0 for `createdAt`. */
export class UnusedBodies {
  readonly #database: PrismaDatabase;
  readonly #tell: () => void;
  /** Those that are not marked in the database yet, as while the disk is full. */
  readonly #abandoned = new Set<number>();

  /** `tell` is called when there is something for `removeSome`. */
  constructor(database: PrismaDatabase, tell: () => void) {
    this.#database = database;
    this.#tell = tell;
  }

  /** Marks a body as unused, unless a capture has claimed it. */
  abandon(longBodyId: number): void {
    this.#abandoned.add(longBodyId);
    this.#tell();
  }

  /** Removes some pieces of an unused body; false when there is none. */
  async removeSome(): Promise<boolean> {
    const { client, retry } = this.#database;
    await this.#markAbandoned();
    const body = await client.longBody.findFirst({ where: { createdAt: 0 }, select: { id: true } });
    if (!body) return false;
    const pieces = await client.bodyPiece.findMany({
      where: { longBodyId: body.id },
      select: { offset: true },
      take: piecesAtATime,
    });
    const these = { longBodyId: body.id, offset: { in: pieces.map(({ offset }) => offset) } };
    await retry(async () => {
      if (pieces.length > 0) await client.bodyPiece.deleteMany({ where: these });
      else await client.longBody.deleteMany({ where: { id: body.id } });
    });
    return true;
  }

  async #markAbandoned(): Promise<void> {
    const { client, retry } = this.#database;
    const ids = [...this.#abandoned].slice(0, markedAtATime);
    if (ids.length === 0) return;
    const these = { id: { in: ids }, capture: null };
    await retry(() => client.longBody.updateMany({ where: these, data: { createdAt: 0 } }));
    for (const id of ids) this.#abandoned.delete(id);
  }
}
