import { type Asker, server } from '#lib/model/asker.ts';
import type { BinStore } from '../contracts/bins.ts';
import type { Listeners } from '../listeners.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import type { Turns } from '../turns.ts';
import type { Database } from './open.ts';
import { findRemovable, removeCaptures } from './remove-captures.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/**
 * Other tables in which a bin may have many rows, and how many are removed at a time. Responses have up to 64 KiB, those to deliveries up to
 * 1 MiB, and bodies of deliveries some MiB. Nothing is added to a delivery that is removed, so deliveries go before what they have.
 */
const besideCaptures = [
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

type Parts = {
  readonly database: Database;
  readonly finder: BinFinder;
  readonly turns: Turns;
  readonly listeners: Listeners;
};

export function binRemoval({ database, finder, turns, listeners }: Parts): Pick<BinStore, 'removeBin'> {
  const { client, connection } = database;

  /** Marks the bin as deleted, so that it gets no more captures, then removes captures in batches, then the rest. */
  async function remove(binId: number, asker: Asker): Promise<boolean> {
    await client.bin.updateMany({ where: { id: binId, deletedAt: null }, data: { deletedAt: 0 } });
    const slugs = await finder.slugsOf(binId);
    if (slugs.length === 0) return false;
    finder.forget(slugs);
    while (await retryWhileBusy(() => removeSomeCaptures(binId))) await turns.take(asker);
    for (const [table, most] of besideCaptures) {
      const some = `SELECT rowid FROM "${table}" WHERE "binId" = ? LIMIT ${most}`;
      const deletion = () =>
        connection.transactUnsynced((statements) =>
          statements.run(`DELETE FROM "${table}" WHERE rowid IN (${some})`, binId),
        );
      while ((await retryWhileBusy(deletion)) > 0) await turns.take(asker);
    }
    // This commit also puts all removals before it on the disk.
    await client.bin.deleteMany({ where: { id: binId } });
    finder.forget(slugs);
    return true;
  }

  async function removeSomeCaptures(binId: number): Promise<boolean> {
    return connection.transactUnsynced((statements) => {
      const captures = findRemovable(statements, binId, 'TRUE', []);
      removeCaptures(statements, binId, captures);
      return captures.length > 0;
    });
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
