import { server } from '#lib/model/asker.ts';
import type { ForwardCause, ForwardItem, ForwardItemState } from '#lib/model/forward.ts';
import type { ForwardStore, ItemCounts } from '../contracts/forwards.ts';
import { GroupCommit } from '../group-commit.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
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

type ItemRow = {
  publicId: string;
  seq: number;
  state: string;
  cause: string | null;
  attempts: number;
  dueAt: number | null;
  deliveryId: string | null;
  private: number;
  since: number;
  changedAt: number;
};

const itemColumns = `"Forward"."publicId", "seq", "state", "cause", "attempts", "dueAt", "deliveryId", "private", "since", "changedAt"`;
const items = `"ForwardItem" JOIN "Forward" ON "Forward"."id" = "forwardId"`;
const ofRule = '"forwardId" = (SELECT "id" FROM "Forward" WHERE "publicId" = ?)';

/** The oldest item that has not ended: two seeks in the index. */
const oldestWaiting = `(SELECT min("seq") FROM (
  SELECT min("seq") AS "seq" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'queued' UNION ALL
  SELECT min("seq") AS "seq" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'sending'))`;

/** An earlier request that has not ended and that this one waits for. */
const before = {
  none: 'FALSE',
  delivery: `EXISTS (SELECT 1 FROM "ForwardItem" AS "earlier" WHERE "earlier"."forwardId" = "ForwardItem"."forwardId"
    AND "earlier"."orderKey" = "ForwardItem"."orderKey" AND "earlier"."seq" < "ForwardItem"."seq"
    AND "earlier"."state" IN ('queued', 'sending'))`,
} as const;

const noItems: ItemCounts = { queued: 0, sending: 0, done: 0, dead: 0, skipped: 0 };

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
    () => 0,
    undefined,
    isDatabaseFailure,
  );

  return {
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

    async dueItems(id, { now, order, limit }) {
      await turns.take(server);
      if (order === 'all') {
        const [row] = reader.all<ItemRow>(
          `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "seq" = ${oldestWaiting}`,
          id,
          id,
          id,
        );
        return row?.state === 'queued' && row.dueAt! <= now ? [itemOf(row)] : [];
      }
      return reader
        .all<ItemRow>(
          `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "state" = 'queued' AND "dueAt" <= ? AND NOT ${before[order]}
           ORDER BY "dueAt", "seq" LIMIT ?`,
          id,
          now,
          limit,
        )
        .map(itemOf);
    },

    async nextDueAt(id, order) {
      const row =
        order === 'all'
          ? reader.first<{ dueAt: number | null }>(
              `SELECT "dueAt" FROM "ForwardItem" WHERE ${ofRule} AND "seq" = ${oldestWaiting}`,
              id,
              id,
              id,
            )
          : reader.first<{ dueAt: number | null }>(
              `SELECT "dueAt" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'queued' AND NOT ${before[order]}
               ORDER BY "dueAt" LIMIT 1`,
              id,
            );
      return row?.dueAt ?? null;
    },

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

    async itemCounts(binId) {
      await turns.take(server);
      const rows = reader.all<{ publicId: string; state: ForwardItemState; count: number }>(
        `SELECT "Forward"."publicId", "state", count(*) AS "count" FROM ${items} WHERE "Forward"."binId" = ?
         GROUP BY "forwardId", "state"`,
        binId,
      );
      const counts = new Map<string, ItemCounts>();
      for (const { publicId, state, count } of rows)
        counts.set(publicId, { ...(counts.get(publicId) ?? noItems), [state]: count });
      return counts;
    },

    async listItems(id, { states, before: below = Number.MAX_SAFE_INTEGER, limit }) {
      await turns.take(server);
      return reader
        .all<ItemRow>(
          `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "seq" < ?
             AND "state" IN (SELECT "value" FROM json_each(?)) ORDER BY "seq" DESC LIMIT ?`,
          id,
          below,
          JSON.stringify(states),
          limit,
        )
        .map(itemOf);
    },

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

function itemOf(row: ItemRow): ForwardItem {
  return {
    forwardId: row.publicId,
    seq: row.seq,
    state: row.state as ForwardItemState,
    cause: row.cause as ForwardCause | null,
    attempts: row.attempts,
    dueAt: row.dueAt,
    deliveryId: row.deliveryId,
    isPrivate: row.private === 1,
    since: row.since,
    changedAt: row.changedAt,
  };
}
