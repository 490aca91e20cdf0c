import { server } from '#lib/model/asker.ts';
import type { PlaybookCounter } from '../contracts/replies.ts';
import { GroupCommit } from '../group-commit.ts';
import { removeOldestCounts } from '../prisma/playbooks.ts';
import type { Turns } from '../turns.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** How long a count is kept after its last request, milliseconds. Senders give up retrying within days. */
const longestKept = 7 * 24 * 60 * 60 * 1000;
/** About how many counts a bin may have; the oldest are removed first. Checked each time `checkedAfter` were counted. */
const mostOfABin = 10_000;
const checkedAfter = 1000;
/** Counts scanned in one statement when old ones are removed. */
const scannedTogether = 1000;

/**
 * Counts the requests of playbooks. Each request is one statement, so that processes on one file count together. Requests that
 * arrive together share a commit, and a number is returned only once it is on disk.
 */
export class PlaybookCounts {
  readonly #database: Database;
  readonly #turns: GroupCommit<PlaybookCounter, number>;
  #counted = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#turns = new GroupCommit((turns) => this.#count(turns), { failsAll: isDatabaseFailure });
  }

  count = (turn: PlaybookCounter): Promise<number> => this.#turns.add(turn);

  /** Removes counts that were not used for a week. */
  async removeStale(now: number, turns: Turns): Promise<void> {
    const { connection, reader } = this.#database;
    const { last } = reader.first<{ last: number | null }>('SELECT max(rowid) AS "last" FROM "PlayCount"')!;
    const deletion = 'DELETE FROM "PlayCount" WHERE rowid > ? AND rowid <= ? AND "countedAt" < ?';
    for (let after = 0; after < (last ?? 0); after += scannedTogether) {
      await turns.take(server);
      const values = [after, after + scannedTogether, now - longestKept];
      await retryWhileBusy(() => connection.transact((statements) => statements.run(deletion, ...values)));
    }
  }

  async #count(turns: PlaybookCounter[]): Promise<number[]> {
    const counts = await retryWhileBusy(() => this.#write(turns));
    this.#counted += turns.length;
    if (this.#counted >= checkedAfter) {
      this.#counted = 0;
      for (const binId of new Set(turns.map((turn) => turn.binId)))
        await removeOldestCounts(this.#database, binId, mostOfABin);
    }
    return counts;
  }

  async #write(turns: PlaybookCounter[]): Promise<number[]> {
    return this.#database.connection.transact((statements) =>
      turns.map(({ binId, playId, subject, window, now }) => {
        const [count] = statements.first<[number]>(countOne, binId, playId, subject, window, now)!;
        return count;
      }),
    );
  }
}

/** A newer window starts again at 1. A request from an older one, of a process whose clock is behind, counts in the newer. */
const countOne = `
  INSERT INTO "PlayCount" ("binId", "playId", "subject", "window", "count", "countedAt") VALUES (?, ?, ?, ?, 1, ?)
  ON CONFLICT ("binId", "playId", "subject") DO UPDATE SET
    "count" = CASE WHEN excluded."window" > "window" THEN 1 ELSE "count" + 1 END,
    "window" = max("window", excluded."window"),
    "countedAt" = excluded."countedAt"
  RETURNING "count"
`;
