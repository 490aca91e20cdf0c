import { server } from '../../model/asker.ts';
import { GroupCommit } from '../group-commit.ts';
import type { PlayTurn } from '../store.ts';
import type { Turns } from '../turns.ts';
import { whenFree } from './busy.ts';
import { isOfTheDatabase } from './driver-error.ts';
import type { Database } from './open.ts';
import { inTransaction, query } from './transaction.ts';

/** Counts of deliveries nobody has sent again for so long are forgotten, milliseconds: senders give up within days. */
const longestKept = 7 * 24 * 60 * 60 * 1000;
/** How many counts a bin has at most, about: the oldest leave first. Looked after each time so many were counted. */
const mostOfABin = 10_000;
const lookedAfter = 1000;
/** Counts looked at in one statement by the sweep. */
const sweptTogether = 1000;

/**
 * How far playbooks are. Each turn is one statement, so that processes on one file count together; turns that come together
 * share a commit, and nobody is told a number that is not on disk.
 */
export class PlayCounts {
  readonly #database: Database;
  readonly #turns: GroupCommit<PlayTurn, number>;
  #counted = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#turns = new GroupCommit(
      (turns) => this.#count(turns),
      () => 1,
      undefined,
      isOfTheDatabase,
    );
  }

  count(turn: PlayTurn): Promise<number> {
    return this.#turns.add(turn);
  }

  async peek({ binId, playId, subject, window }: PlayTurn): Promise<number> {
    const row = await this.#database.client.playCount.findUnique({
      where: { binId_playId_subject: { binId, playId, subject } },
    });
    return row && Number(row.window) >= window ? row.count : 0;
  }

  /** Forgets how far some playbooks of a bin are, or all of them. */
  async reset(binId: number, playIds?: readonly string[]): Promise<void> {
    const where = playIds ? { binId, playId: { in: [...playIds] } } : { binId };
    await whenFree(() => this.#database.client.playCount.deleteMany({ where }));
  }

  async sweep(now: number, turns: Turns): Promise<void> {
    const { connection, reader } = this.#database;
    const { last } = reader.first<{ last: number | null }>('SELECT max(rowid) AS "last" FROM "PlayCount"')!;
    const sweeping = 'DELETE FROM "PlayCount" WHERE rowid > ? AND rowid <= ? AND "countedAt" < ?';
    for (let after = 0; after < (last ?? 0); after += sweptTogether) {
      await turns.take(server);
      const values = [after, after + sweptTogether, now - longestKept];
      await whenFree(() => connection.executeRaw(query(sweeping, values)));
    }
  }

  async #count(turns: PlayTurn[]): Promise<number[]> {
    const counts = await whenFree(() => this.#write(turns));
    this.#counted += turns.length;
    if (this.#counted >= lookedAfter) {
      this.#counted = 0;
      for (const binId of new Set(turns.map((turn) => turn.binId))) await this.#drop(binId);
    }
    return counts;
  }

  #write(turns: PlayTurn[]): Promise<number[]> {
    return inTransaction(this.#database.connection, async (transaction) => {
      const counts: number[] = [];
      for (const { binId, playId, subject, window, now } of turns) {
        const { rows } = await transaction.queryRaw(query(counting, [binId, playId, subject, window, now]));
        counts.push(Number(rows[0]![0]));
      }
      return counts;
    });
  }

  /** What a bin has beyond its share. */
  async #drop(binId: number): Promise<void> {
    const { client } = this.#database;
    const edge = await client.playCount.findFirst({
      where: { binId },
      orderBy: { countedAt: 'desc' },
      skip: mostOfABin,
      select: { countedAt: true },
    });
    if (edge) await client.playCount.deleteMany({ where: { binId, countedAt: { lte: edge.countedAt } } });
  }
}

/** A window that is over begins anew; the clock of another process may be a little behind, and then its turn counts in ours. */
const counting = `
  INSERT INTO "PlayCount" ("binId", "playId", "subject", "window", "count", "countedAt") VALUES (?, ?, ?, ?, 1, ?)
  ON CONFLICT ("binId", "playId", "subject") DO UPDATE SET
    "count" = CASE WHEN excluded."window" > "window" THEN 1 ELSE "count" + 1 END,
    "window" = max("window", excluded."window"),
    "countedAt" = excluded."countedAt"
  RETURNING "count"
`;
