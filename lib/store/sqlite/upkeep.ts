import type { UpkeepStore } from '../contracts/upkeep.ts';
import type { Listeners } from '../listeners.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { leaseStore } from '../prisma/leases.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { LongBodies } from '../sql/long-bodies.ts';
import type { PlaybookCounts } from '../sql/playbook-counts.ts';
import type { Turns } from '../turns.ts';
import { releaseFreePages } from './free-pages.ts';
import type { Database } from './open.ts';

import { retryWhileBusy } from './retry-while-busy.ts';
import { checkWrite } from './write-group.ts';

type Parts = {
  readonly database: Database & PrismaDatabase;
  readonly longBodies: LongBodies;
  readonly unused: UnusedBodies;
  readonly playbookCounts: PlaybookCounts;
  readonly turns: Turns;
  readonly listeners: Listeners;
};

export function sqliteUpkeep({
  database,
  longBodies,
  unused,
  playbookCounts,
  turns,
  listeners,
}: Parts): Omit<UpkeepStore, 'close'> {
  const { connection } = database;
  return {
    ...leaseStore(database),

    async removeStale(now) {
      await longBodies.markAbandoned(now);
      await playbookCounts.removeStale(now, turns);
    },

    onUnusedBodies(listener) {
      listeners.unusedBodies = listener;
    },

    removeUnusedBodies: () => unused.removeSome(),
    releaseFreePages: () => retryWhileBusy(() => releaseFreePages(connection)),
    checkWritable: () => checkWrite(connection),
    checkReachable: () => connection.check(),
  };
}
