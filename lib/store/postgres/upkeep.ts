import type { UpkeepStore } from '../contracts/upkeep.ts';
import type { Listeners } from '../listeners.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { leaseStore } from '../prisma/leases.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { LongBodies } from '../sql/long-bodies.ts';
import type { PlaybookCounts } from '../sql/playbook-counts.ts';
import type { Turns } from '../turns.ts';
import type { Database } from './open.ts';

import { checkWrite } from './write-group.ts';

type Parts = {
  readonly database: Database & PrismaDatabase;
  readonly longBodies: LongBodies;
  readonly unused: UnusedBodies;
  readonly playbookCounts: PlaybookCounts;
  readonly turns: Turns;
  readonly listeners: Listeners;
};

export function postgresUpkeep({
  database,
  longBodies,
  unused,
  playbookCounts,
  turns,
  listeners,
}: Parts): Omit<UpkeepStore, 'close'> {
  const { connections, reader, clock } = database;
  const leases = leaseStore(database);
  return {
    releaseLease: leases.releaseLease,

    async takeLease({ now, until, ...lease }) {
      return leases.takeLease({ ...lease, now: await clock.at(now), until: await clock.at(until) });
    },

    async removeStale(now) {
      await longBodies.markAbandoned(now);
      await playbookCounts.removeStale(now, turns);
    },

    onUnusedBodies(listener) {
      listeners.unusedBodies = listener;
    },

    removeUnusedBodies: () => unused.removeSome(),
    // PostgreSQL's autovacuum does that.
    releaseFreePages: async () => false,
    checkWritable: () => checkWrite(connections),

    async checkReachable() {
      await reader.first('SELECT 1');
    },
  };
}
