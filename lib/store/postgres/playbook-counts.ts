import { server } from '#lib/model/asker.ts';
import type { PlaybookCounter } from '../contracts/replies.ts';
import { GroupCommit } from '../group-commit.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { removeOldestCounts } from '../prisma/playbooks.ts';
import type { Turns } from '../turns.ts';
import type { Connections } from './connections.ts';
import { isDatabaseFailure } from './driver-error.ts';

/** How long a count is kept after its last request, milliseconds. Senders give up retrying within days. */
const longestKept = 7 * 24 * 60 * 60 * 1000;
/** About how many counts a bin may have; the oldest are removed first. Checked each time `checkedAfter` were counted. */
const mostOfABin = 10_000;
const checkedAfter = 1000;
/** Old counts removed in one statement. */
const removedTogether = 1000;

type Parts = Pick<PrismaDatabase, 'client'> & { readonly connections: Connections };

/**
 * Counts the requests of playbooks. Each request is one statement, so that processes count together. Requests that
 * arrive together share a commit, and a number is returned only once it is on disk.
 */
export class PlaybookCounts {
  readonly #database: Parts;
  readonly #turns: GroupCommit<PlaybookCounter, number>;
  #counted = 0;

  constructor(database: Parts) {
    this.#database = database;
    this.#turns = new GroupCommit((turns) => this.#count(turns), { failsAll: isDatabaseFailure });
  }

  count = (turn: PlaybookCounter): Promise<number> => this.#turns.add(turn);

  /** Removes counts that were not used for a week. */
  async removeStale(now: number, turns: Turns): Promise<void> {
    const { connections } = this.#database;
    const deletion = `DELETE FROM "PlayCount" WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM "PlayCount" WHERE "countedAt" < ? LIMIT ${removedTogether}))`;
    do await turns.take(server);
    while (
      (await connections.statement((statements) => statements.run(deletion, now - longestKept))) ===
      removedTogether
    );
  }

  async #count(turns: PlaybookCounter[]): Promise<number[]> {
    const counts = await this.#write(turns);
    this.#counted += turns.length;
    if (this.#counted >= checkedAfter) {
      this.#counted = 0;
      for (const binId of new Set(turns.map((turn) => turn.binId)))
        await removeOldestCounts(this.#database, binId, mostOfABin);
    }
    return counts;
  }

  /** In one order for all processes, so that none waits for another that waits for it. */
  async #write(turns: PlaybookCounter[]): Promise<number[]> {
    const keyOf = ({ binId, playId, subject }: PlaybookCounter) => `${binId} ${playId} ${subject}`;
    const order = turns.map((turn, index) => ({ turn, index, key: keyOf(turn) }));
    order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
    return this.#database.connections.transact(async (statements) => {
      const counts: number[] = [];
      for (const { turn, index } of order) {
        const { binId, playId, subject, window, now } = turn;
        const row = await statements.first<[number]>(countOne, binId, playId, subject, window, now);
        counts[index] = row![0];
      }
      return counts;
    });
  }
}

/** A newer window starts again at 1. A request from an older one, of a process whose clock is behind, counts in the newer. */
const countOne = `
  INSERT INTO "PlayCount" ("binId", "playId", "subject", "window", "count", "countedAt") VALUES (?, ?, ?, ?, 1, ?)
  ON CONFLICT ("binId", "playId", "subject") DO UPDATE SET
    "count" = CASE WHEN excluded."window" > "PlayCount"."window" THEN 1 ELSE "PlayCount"."count" + 1 END,
    "window" = greatest("PlayCount"."window", excluded."window"),
    "countedAt" = excluded."countedAt"
  RETURNING "count"
`;
