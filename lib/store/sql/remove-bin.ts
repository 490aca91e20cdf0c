import { type Asker, server } from '#lib/model/asker.ts';
import type { BinStore } from '../contracts/bins.ts';
import type { Listeners } from '../listeners.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import type { Turns } from '../turns.ts';

/**
 * Other tables in which a bin may have many rows, and how many are removed at a time. Responses have up to 64 KiB, those to deliveries up to
 * 1 MiB, and bodies of deliveries some MiB. Nothing is added to a delivery that is removed, so deliveries go before what they have.
 */
export const besideCaptures = [
  ['Answer', 1000],
  ['AnswerRange', 1000],
  ['SentReply', 50],
  ['SentReplyUse', 1000],
  ['PlayCount', 1000],
  ['Delivery', 100],
  ['DeliveryAttempt', 10],
  ['DeliveryBody', 2],
  ['Forward', 100],
  ['ForwardItem', 1000],
  ['JsonSchema', 5],
  ['Listener', 500],
  ['Link', 500],
] as const;

/** What each database provides itself: each removes some, in a commit that is not waited for. */
export type BinRemovals = {
  /** Returns whether there were any. */
  readonly removeSomeCaptures: (binId: number) => Promise<boolean>;
  /** Removes rows of a table, at most so many. Returns how many. */
  readonly removeSomeRows: (
    table: (typeof besideCaptures)[number][0],
    binId: number,
    most: number,
  ) => Promise<number>;
};

type Parts = {
  readonly database: Pick<PrismaDatabase, 'client'>;
  readonly removals: BinRemovals;
  readonly finder: BinFinder;
  readonly turns: Turns;
  readonly listeners: Listeners;
};

export function binRemoval({
  database,
  removals,
  finder,
  turns,
  listeners,
}: Parts): Pick<BinStore, 'removeBin'> {
  const { client } = database;
  const { removeSomeCaptures, removeSomeRows } = removals;

  /** Marks the bin as deleted, so that it gets no more captures, then removes captures in batches, then the rest. */
  async function remove(binId: number, asker: Asker): Promise<boolean> {
    await client.bin.updateMany({ where: { id: binId, deletedAt: null }, data: { deletedAt: 0 } });
    const slugs = await finder.slugsOf(binId);
    if (slugs.length === 0) return false;
    finder.forget(slugs);
    while (await removeSomeCaptures(binId)) await turns.take(asker);
    for (const [table, most] of besideCaptures)
      while ((await removeSomeRows(table, binId, most)) > 0) await turns.take(asker);
    // This commit also puts all removals before it on the disk.
    await client.bin.deleteMany({ where: { id: binId } });
    finder.forget(slugs);
    return true;
  }

  return {
    async removeBin(binId, asker = server) {
      // Without its signal: a deletion that has begun is finished.
      const isRemoved = await remove(binId, { name: asker.name });
      listeners.unusedBodies();
      return isRemoved;
    },
  };
}
