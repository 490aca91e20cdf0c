import { createHash } from 'node:crypto';
import { mostDeadItems, mostEndedItems, mostQueuedItems } from '#lib/model/forward-limits.ts';
import type { BegunItem, EndedItem, NewForwardItem } from '../contracts/forwards.ts';
import { ofRule } from '../sql/forward-queue-reads.ts';
import type { Statements } from './statements.ts';
import { storable } from './text-with-nul.ts';

/** Writes of the queues of forward rules. Each runs in a transaction that its caller has begun. `id` is the public one of the rule. */

/** How many captures are looked at between two looks at the limits, and how many items are removed then at most. */
const trimmedEvery = 200;
const mostTrimmedAtOnce = 400;

/** False when the cursor is not at `from`. */
export async function insertItems(
  statements: Statements,
  id: string,
  { from, to }: { from: number; to: number },
  items: readonly NewForwardItem[],
): Promise<boolean> {
  const rule = await statements.first<[number, number, number]>(
    'UPDATE "Forward" SET "cursor" = ? WHERE "publicId" = ? AND "cursor" = ? RETURNING "id", "binId", "skippedUpTo"',
    to,
    id,
    from,
  );
  if (!rule) return false;
  const [forwardId, binId, skippedUpTo] = rule;
  await insertAll(
    statements,
    { forwardId, binId },
    items.map((item) => (item.seq <= skippedUpTo ? skipped(item) : item)),
  );
  // Counting takes longer than adding some.
  if (Math.floor(from / trimmedEvery) !== Math.floor(to / trimmedEvery))
    await trim(statements, forwardId, items.at(-1)?.now ?? 0);
  return true;
}

/** An item that is not forwarded, since the rule was resumed after it; one that does not match stays filtered. */
function skipped(item: NewForwardItem): NewForwardItem {
  return { ...item, cause: item.cause ?? 'paused' };
}

/** Adds items in one statement. Those that are there stay as they are. */
async function insertAll(
  statements: Statements,
  { forwardId, binId }: { forwardId: number; binId: number },
  items: readonly NewForwardItem[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ seq, cause, orderKey, dueAt, now }) => ({
    seq,
    state: cause === null ? 'queued' : 'skipped',
    dueAt: cause === null ? dueAt : null,
    cause,
    orderKey: orderKey && storable(short(orderKey)),
    now,
  }));
  await statements.run(insertion, forwardId, binId, JSON.stringify(rows));
}

const insertion = `
  INSERT INTO "ForwardItem" ("forwardId", "seq", "binId", "state", "dueAt", "cause", "orderKey", "since", "changedAt")
  SELECT ?, "seq", ?, "state", "dueAt", "cause", "orderKey", "now", "now"
  FROM json_to_recordset(?::json)
    AS item("seq" int, "state" text, "dueAt" bigint, "cause" text, "orderKey" text, "now" bigint)
  ORDER BY "seq" ON CONFLICT DO NOTHING`;

/** The longest key that is stored as it is: an entry of an index has at most a third of a page. */
const longestKey = 200;

/** A key that is only compared: of a long one its hash. */
function short(key: string): string {
  return key.length <= longestKey ? key : createHash('sha256').update(key).digest('hex');
}

/** Removes the oldest items that have ended, and gives up the oldest that wait, beyond the limits. */
async function trim(statements: Statements, forwardId: number, now: number): Promise<void> {
  const oldest = (states: string, most: number) => `
    SELECT "seq" FROM "ForwardItem" WHERE "forwardId" = ? AND "state" IN (${states})
    ORDER BY "seq" LIMIT least(${mostTrimmedAtOnce}, greatest(0,
      (SELECT count(*) FROM "ForwardItem" WHERE "forwardId" = ? AND "state" IN (${states})) - ${most}))`;
  for (const [states, most] of [
    ["'done', 'skipped'", mostEndedItems],
    ["'dead'", mostDeadItems],
  ] as const)
    await statements.run(
      `DELETE FROM "ForwardItem" WHERE "forwardId" = ? AND "seq" IN (${oldest(states, most)})`,
      forwardId,
      forwardId,
      forwardId,
    );
  await statements.run(
    `UPDATE "ForwardItem" SET "state" = 'dead', "cause" = 'queue-full', "dueAt" = NULL, "changedAt" = ?
     WHERE "forwardId" = ? AND "seq" IN (${oldest("'queued'", mostQueuedItems)})`,
    now,
    forwardId,
    forwardId,
    forwardId,
  );
}

/** False when it is not queued. */
export async function markBegun(
  statements: Statements,
  id: string,
  seq: number,
  { owner, deliveryId, now }: BegunItem,
): Promise<boolean> {
  const changed = await statements.run(
    `UPDATE "ForwardItem" SET "state" = 'sending', "attempts" = "attempts" + 1, "dueAt" = NULL, "owner" = ?,
       "deliveryId" = ?, "changedAt" = ?
     WHERE ${ofRule} AND "seq" = ? AND "state" = 'queued'`,
    owner,
    deliveryId,
    now,
    id,
    seq,
  );
  return changed > 0;
}

/** False when it was attempted or left out already, or when there is no such rule. */
export async function insertBegun(
  statements: Statements,
  id: string,
  item: NewForwardItem,
  begun: BegunItem,
): Promise<boolean> {
  const rule = await statements.first<[number, number]>(
    'SELECT "id", "binId" FROM "Forward" WHERE "publicId" = ?',
    id,
  );
  if (!rule) return false;
  await insertAll(statements, { forwardId: rule[0], binId: rule[1] }, [item]);
  const isNew = await statements.first(
    `SELECT 1 FROM "ForwardItem" WHERE "forwardId" = ? AND "seq" = ? AND "state" = 'queued' AND "attempts" = 0`,
    rule[0],
    item.seq,
  );
  return isNew !== undefined && (await markBegun(statements, id, item.seq, begun));
}

export async function markEnded(
  statements: Statements,
  id: string,
  seq: number,
  { owner, state, cause, dueAt, isPrivate, uncounted, now }: EndedItem,
): Promise<boolean> {
  const changed = await statements.run(
    `UPDATE "ForwardItem" SET "state" = ?, "cause" = ?, "dueAt" = ?, "private" = ?, "owner" = NULL, "changedAt" = ?,
       "attempts" = "attempts" - ?
     WHERE ${ofRule} AND "seq" = ? AND "state" = 'sending' AND "owner" = ?`,
    state,
    cause,
    state === 'queued' ? dueAt : null,
    isPrivate,
    now,
    uncounted ? 1 : 0,
    id,
    seq,
    owner,
  );
  return changed > 0;
}

/** How many were skipped: those after a seq that were not attempted. */
export async function skipWaiting(
  statements: Statements,
  id: string,
  after: number,
  now: number,
): Promise<number> {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'skipped', "cause" = 'paused', "dueAt" = NULL, "changedAt" = ?
     WHERE ${ofRule} AND "state" = 'queued' AND "attempts" = 0 AND "seq" > ?`,
    now,
    id,
    after,
  );
}

/** How many were queued again. `seqs` is null for all. */
export async function queueDead(
  statements: Statements,
  id: string,
  { seqs, withSkipped }: { seqs: readonly number[] | null; withSkipped: boolean },
  now: number,
): Promise<number> {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'queued', "dueAt" = ?, "attempts" = 0, "since" = ?, "changedAt" = ?
     WHERE ${ofRule} AND ("state" = 'dead' OR ("state" = 'skipped' AND ?::boolean))
       AND (?::bigint[] IS NULL OR "seq" = ANY(?::bigint[]))`,
    now,
    now,
    now,
    id,
    withSkipped,
    seqs,
    seqs,
  );
}

/** Those that were given up are listed as left out from now on. How many they were; `seqs` is null for all. */
export async function discardDead(
  statements: Statements,
  id: string,
  seqs: readonly number[] | null,
): Promise<number> {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'skipped', "dueAt" = NULL
     WHERE ${ofRule} AND "state" = 'dead' AND (?::bigint[] IS NULL OR "seq" = ANY(?::bigint[]))`,
    id,
    seqs,
    seqs,
  );
}

const isInterrupted = `"owner" IS NOT NULL AND "state" = 'sending' AND NOT EXISTS
  (SELECT 1 FROM "Lease" WHERE "name" = "owner" AND "holder" = "owner" AND "until" > ?)`;

/**
 * Queues items whose process has no lease any more, and removes leases that are over. `at` is the time by the clock of the database.
 * Items that another process looks at right now are left to it. Returns the bins and rules they belong to.
 */
export async function requeueInterrupted(
  statements: Statements,
  { now, at }: { now: number; at: number },
): Promise<readonly { readonly binId: number; readonly id: string }[]> {
  // Nothing is written when there is none, as nearly always.
  if (!(await statements.first(`SELECT 1 FROM "ForwardItem" WHERE ${isInterrupted} LIMIT 1`, at))) return [];
  await statements.run(`DELETE FROM "Lease" WHERE "name" LIKE 'forwards %' AND "until" <= ?`, at);
  const found = await statements.all<[number, number]>(
    `WITH "found" AS (
       SELECT "forwardId", "seq" FROM "ForwardItem" WHERE ${isInterrupted} FOR UPDATE SKIP LOCKED
     )
     UPDATE "ForwardItem" SET "state" = 'queued', "owner" = NULL, "dueAt" = ?, "cause" = 'send-interrupted',
       "attempts" = greatest(0, "attempts" - 1)
     FROM "found" WHERE "ForwardItem"."forwardId" = "found"."forwardId" AND "ForwardItem"."seq" = "found"."seq"
     RETURNING "ForwardItem"."forwardId", "ForwardItem"."binId"`,
    at,
    now,
  );
  const rules = await statements.all<[string, number]>(
    'SELECT "publicId", "binId" FROM "Forward" WHERE "id" = ANY(?) ORDER BY "id"',
    [...new Set(found.map(([forwardId]) => forwardId))],
  );
  return rules.map(([id, binId]) => ({ binId, id }));
}
