import type { PlaybookCounter } from '../contracts/replies.ts';
import { GroupCommit } from '../group-commit.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { removeOldestCounts } from '../prisma/playbooks.ts';
import type { Turns } from '../turns.ts';
import type { Value } from './reads.ts';

/** How long a count is kept after its last request, milliseconds. Senders give up retrying within days. */
const longestKept = 7 * 24 * 60 * 60 * 1000;
/** About how many counts a bin may have; the oldest are removed first. Checked each time `checkedAfter` were counted. */
const mostOfABin = 10_000;
const checkedAfter = 1000;

/** What databases do differently. */
export type PlaybookWrites = {
  /** Counts requests in one transaction. Returns the counts in their order. */
  readonly countEach: (turns: readonly PlaybookCounter[]) => Promise<number[]>;
  /** Removes counts that were last used before a time, some at a time and in turns. */
  readonly removeUsedBefore: (time: number, turns: Turns) => Promise<void>;
  /** Whether a failure is about the database rather than about what was written. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
};

/**
 * Counts the requests of playbooks. Each request is one statement, so that processes on one database count together. Requests that
 * arrive together share a commit, and a number is returned only once it is on disk.
 */
export class PlaybookCounts {
  readonly #database: Pick<PrismaDatabase, 'client'>;
  readonly #writes: PlaybookWrites;
  readonly #turns: GroupCommit<PlaybookCounter, number>;
  #counted = 0;

  constructor(database: Pick<PrismaDatabase, 'client'>, writes: PlaybookWrites) {
    this.#database = database;
    this.#writes = writes;
    this.#turns = new GroupCommit((turns) => this.#count(turns), { failsAll: writes.isDatabaseFailure });
  }

  count = (turn: PlaybookCounter): Promise<number> => this.#turns.add(turn);

  /** Removes counts that were not used for a week. */
  removeStale(now: number, turns: Turns): Promise<void> {
    return this.#writes.removeUsedBefore(now - longestKept, turns);
  }

  async #count(turns: readonly PlaybookCounter[]): Promise<number[]> {
    const counts = await this.#writes.countEach(turns);
    this.#counted += turns.length;
    if (this.#counted >= checkedAfter) {
      this.#counted = 0;
      for (const binId of new Set(turns.map((turn) => turn.binId)))
        await removeOldestCounts(this.#database, binId, mostOfABin);
    }
    return counts;
  }
}

/**
 * The statement that counts a request, given the function with the greater of two values. A newer window starts again at 1. A request from
 * an older one, of a process whose clock is behind, counts in the newer.
 */
export function countOne(greater: 'max' | 'greatest'): string {
  return `
  INSERT INTO "PlayCount" ("binId", "playId", "subject", "window", "count", "countedAt") VALUES (?, ?, ?, ?, 1, ?)
  ON CONFLICT ("binId", "playId", "subject") DO UPDATE SET
    "count" = CASE WHEN excluded."window" > "PlayCount"."window" THEN 1 ELSE "PlayCount"."count" + 1 END,
    "window" = ${greater}("PlayCount"."window", excluded."window"),
    "countedAt" = excluded."countedAt"
  RETURNING "count"`;
}

/** The values of its placeholders. */
export function countedValues({ binId, playId, subject, window, now }: PlaybookCounter): Value[] {
  return [binId, playId, subject, window, now];
}
