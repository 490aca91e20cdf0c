import { server } from '#lib/model/asker.ts';
import type { ForwardStore } from '../contracts/forwards.ts';
import { GroupCommit } from '../group-commit.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import { forwardQueueReads, items, ofRule } from '../sql/forward-queue-reads.ts';
import type { Turns } from '../turns.ts';
import { isDatabaseFailure } from './driver-error.ts';
import {
  discardDead,
  insertBegun,
  insertItems,
  markBegun,
  markEnded,
  queueDead,
  skipWaiting,
} from './forward-items.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Statements } from './statements.ts';

type Parts = { readonly database: Database; readonly finder: BinFinder; readonly turns: Turns };

/**
 * The queues of forward rules. What attempts write shares commits and does not wait for the disk: after a power cut a rule goes on where it
 * was, and sends again what it had sent since, as the same deliveries.
 */
export function sqliteForwards({
  database: { connection, reader },
  finder,
  turns,
}: Parts): Omit<
  ForwardStore,
  'instanceId' | 'listForwards' | 'forward' | 'listEveryForward' | 'addForward' | 'changeForward'
> {
  const write = async <T>(work: (statements: Statements) => T): Promise<T> =>
    retryWhileBusy(() => connection.transact(work));
  const attempts = new GroupCommit<(statements: Statements) => boolean, boolean>(
    async (group) =>
      retryWhileBusy(() =>
        connection.transactUnsynced((statements) => group.map((work) => work(statements))),
      ),
    { failsAll: isDatabaseFailure },
  );

  return {
    ...forwardQueueReads(reader, turns),

    async removeForward(binId, id) {
      const some = `SELECT rowid FROM "ForwardItem" WHERE ${ofRule} AND "binId" = ? LIMIT 1000`;
      const removeSome = `DELETE FROM "ForwardItem" WHERE rowid IN (${some})`;
      while ((await write((statements) => statements.run(removeSome, id, binId))) > 0)
        await turns.take(server);
      const removed = await write((statements) => {
        statements.run(`DELETE FROM "ForwardItem" WHERE ${ofRule} AND "binId" = ?`, id, binId);
        return statements.run('DELETE FROM "Forward" WHERE "publicId" = ? AND "binId" = ?', id, binId);
      });
      await finder.reread(binId);
      return removed > 0;
    },

    queueItems: (id, range, added) => attempts.add((statements) => insertItems(statements, id, range, added)),

    beginItem: (id, seq, begun) => attempts.add((statements) => markBegun(statements, id, seq, begun)),
    claimItem: (id, item, begun) => attempts.add((statements) => insertBegun(statements, id, item, begun)),
    endItem: (id, seq, end) => attempts.add((statements) => markEnded(statements, id, seq, end)),
    skipQueued: (id, after, now) => write((statements) => skipWaiting(statements, id, after, now)),
    queueAgain: (id, { seqs, withSkipped }, now) =>
      write((statements) =>
        queueDead(statements, id, { seqs: seqs && JSON.stringify(seqs), withSkipped }, now),
      ),
    discardDead: (id, seqs) =>
      write((statements) => discardDead(statements, id, seqs && JSON.stringify(seqs))),

    async interruptItems(now) {
      const isInterrupted = `"state" = 'sending' AND NOT EXISTS
        (SELECT 1 FROM "Lease" WHERE "name" = "owner" AND "holder" = "owner" AND "until" > ?)`;
      // Nothing is written when there is none, as nearly always.
      if (
        !reader.first(
          `SELECT 1 FROM "ForwardItem" WHERE "owner" IS NOT NULL AND ${isInterrupted} LIMIT 1`,
          now,
        )
      )
        return [];
      return write((statements) => {
        statements.run(`DELETE FROM "Lease" WHERE "name" LIKE 'forwards %' AND "until" <= ?`, now);
        const found = statements.all<[number, number, number, string]>(
          `SELECT "forwardId", "seq", "ForwardItem"."binId", "publicId" FROM ${items}
           WHERE "owner" IS NOT NULL AND ${isInterrupted}`,
          now,
        );
        for (const [forwardId, seq] of found)
          statements.run(
            `UPDATE "ForwardItem" SET "state" = 'queued', "owner" = NULL, "dueAt" = ?, "cause" = 'send-interrupted',
               "attempts" = max(0, "attempts" - 1)
             WHERE "forwardId" = ? AND "seq" = ?`,
            now,
            forwardId,
            seq,
          );
        const rules = new Map(found.map(([, , binId, id]) => [id, { binId, id }]));
        return [...rules.values()];
      });
    },
  };
}
