import { server } from '#lib/model/asker.ts';
import type { ForwardStore } from '../contracts/forwards.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import { forwardQueueReads, ofRule } from '../sql/forward-queue-reads.ts';
import type { Turns } from '../turns.ts';
import {
  discardDead,
  insertBegun,
  insertItems,
  markBegun,
  markEnded,
  queueDead,
  requeueInterrupted,
  skipWaiting,
} from './forward-items.ts';
import type { Database } from './open.ts';

type Parts = { readonly database: Database; readonly finder: BinFinder; readonly turns: Turns };

/**
 * The queues of forward rules. What attempts write does not wait for the disk: after a power cut a rule goes on where it was, and sends
 * again what it had sent since, as the same deliveries.
 */
export function postgresForwards({
  database: { connections, reader, clock },
  finder,
  turns,
}: Parts): Omit<
  ForwardStore,
  'instanceId' | 'listForwards' | 'forward' | 'listEveryForward' | 'addForward' | 'changeForward'
> {
  const { statement } = connections;
  return {
    ...forwardQueueReads(reader, turns),

    async removeForward(binId, id) {
      const removeSome = `DELETE FROM "ForwardItem" WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM "ForwardItem" WHERE ${ofRule} AND "binId" = ? LIMIT 1000))`;
      while ((await statement((statements) => statements.run(removeSome, id, binId))) > 0)
        await turns.take(server);
      const removed = await connections.transact(async (statements) => {
        // Nothing is added to the queue of a rule that is locked.
        const rule = 'SELECT 1 FROM "Forward" WHERE "publicId" = ? AND "binId" = ? FOR UPDATE';
        if (!(await statements.first(rule, id, binId))) return 0;
        await statements.run(`DELETE FROM "ForwardItem" WHERE ${ofRule} AND "binId" = ?`, id, binId);
        return statements.run('DELETE FROM "Forward" WHERE "publicId" = ? AND "binId" = ?', id, binId);
      });
      await finder.reread(binId);
      return removed > 0;
    },

    queueItems: (id, range, added) =>
      connections.transactUnsynced((statements) => insertItems(statements, id, range, added)),
    beginItem: (id, seq, begun) =>
      connections.transactUnsynced((statements) => markBegun(statements, id, seq, begun)),
    claimItem: (id, item, begun) =>
      connections.transactUnsynced((statements) => insertBegun(statements, id, item, begun)),
    endItem: (id, seq, end) =>
      connections.transactUnsynced((statements) => markEnded(statements, id, seq, end)),
    skipQueued: (id, after, now) => statement((statements) => skipWaiting(statements, id, after, now)),
    queueAgain: (id, which, now) => statement((statements) => queueDead(statements, id, which, now)),
    discardDead: (id, seqs) => statement((statements) => discardDead(statements, id, seqs)),

    async interruptItems(now) {
      const at = await clock.at(now);
      return connections.transact((statements) => requeueInterrupted(statements, { now, at }));
    },
  };
}
