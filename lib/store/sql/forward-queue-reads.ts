import { server } from '#lib/model/asker.ts';
import type { ForwardCause, ForwardItem, ForwardItemState } from '#lib/model/forward.ts';
import type { ForwardStore, ItemCounts } from '../contracts/forwards.ts';
import type { Turns } from '../turns.ts';
import type { Reads } from './reads.ts';

type ItemRow = {
  publicId: string;
  seq: number;
  state: string;
  cause: string | null;
  attempts: number;
  dueAt: number | null;
  deliveryId: string | null;
  private: number | boolean;
  since: number;
  changedAt: number;
};

const itemColumns = `"Forward"."publicId", "seq", "state", "cause", "attempts", "dueAt", "deliveryId", "private", "since", "changedAt"`;
/** The items of rules, with the rule of each. */
export const items = `"ForwardItem" JOIN "Forward" ON "Forward"."id" = "forwardId"`;
/** Items of a rule, given its public id. */
export const ofRule = '"forwardId" = (SELECT "id" FROM "Forward" WHERE "publicId" = ?)';

/** The oldest item that has not ended: two seeks in the index. */
const oldestWaiting = `(SELECT min("seq") FROM (
  SELECT min("seq") AS "seq" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'queued' UNION ALL
  SELECT min("seq") AS "seq" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'sending') AS "waiting")`;

/** An earlier request that has not ended and that this one waits for. */
const before = {
  none: 'FALSE',
  delivery: `EXISTS (SELECT 1 FROM "ForwardItem" AS "earlier" WHERE "earlier"."forwardId" = "ForwardItem"."forwardId"
    AND "earlier"."orderKey" = "ForwardItem"."orderKey" AND "earlier"."seq" < "ForwardItem"."seq"
    AND "earlier"."state" IN ('queued', 'sending'))`,
} as const;

const noItems: ItemCounts = { queued: 0, sending: 0, done: 0, dead: 0, skipped: 0 };

/** What is read of the queues of forward rules. */
export function forwardQueueReads(
  reader: Reads,
  turns: Turns,
): Pick<ForwardStore, 'dueItems' | 'nextDueAt' | 'itemCounts' | 'listItems'> {
  return {
    async dueItems(id, { now, order, limit }) {
      await turns.take(server);
      if (order === 'all') {
        const [row] = await reader.all<ItemRow>(
          `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "seq" = ${oldestWaiting}`,
          id,
          id,
          id,
        );
        return row?.state === 'queued' && row.dueAt! <= now ? [itemOf(row)] : [];
      }
      const rows = await reader.all<ItemRow>(
        `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "state" = 'queued' AND "dueAt" <= ? AND NOT ${before[order]}
           ORDER BY "dueAt", "seq" LIMIT ?`,
        id,
        now,
        limit,
      );
      return rows.map(itemOf);
    },

    async nextDueAt(id, order) {
      const row =
        order === 'all'
          ? await reader.first<{ dueAt: number | null }>(
              `SELECT "dueAt" FROM "ForwardItem" WHERE ${ofRule} AND "seq" = ${oldestWaiting}`,
              id,
              id,
              id,
            )
          : await reader.first<{ dueAt: number | null }>(
              `SELECT "dueAt" FROM "ForwardItem" WHERE ${ofRule} AND "state" = 'queued' AND NOT ${before[order]}
               ORDER BY "dueAt" LIMIT 1`,
              id,
            );
      return row?.dueAt ?? null;
    },

    async itemCounts(binId) {
      await turns.take(server);
      const rows = await reader.all<{ publicId: string; state: ForwardItemState; count: number }>(
        `SELECT "Forward"."publicId", "state", count(*) AS "count" FROM ${items} WHERE "Forward"."binId" = ?
         GROUP BY "Forward"."publicId", "state"`,
        binId,
      );
      const counts = new Map<string, ItemCounts>();
      for (const { publicId, state, count } of rows)
        counts.set(publicId, { ...(counts.get(publicId) ?? noItems), [state]: count });
      return counts;
    },

    async listItems(id, { states, before: below = Number.MAX_SAFE_INTEGER, limit }) {
      await turns.take(server);
      const rows = await reader.all<ItemRow>(
        `SELECT ${itemColumns} FROM ${items} WHERE ${ofRule} AND "seq" < ?
             AND "state" ${reader.dialect.inList} ORDER BY "seq" DESC LIMIT ?`,
        id,
        below,
        reader.dialect.list(states),
        limit,
      );
      return rows.map(itemOf);
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
    isPrivate: Boolean(row.private),
    since: row.since,
    changedAt: row.changedAt,
  };
}
