import { mostDeadItems, mostEndedItems, mostQueuedItems } from '#lib/model/forward-limits.ts';
import type { BegunItem, EndedItem, NewForwardItem } from '../contracts/forwards.ts';
import { ofRule } from '../sql/forward-queue-reads.ts';
import type { Statements } from './statements.ts';

/** Writes of the queues of forward rules. Each runs in a transaction that its caller has begun. `id` is the public one of the rule. */

/** How many captures are looked at between two looks at the limits, and how many items are removed then at most. */
const trimmedEvery = 200;
const mostTrimmedAtOnce = 400;

/** False when the cursor is not at `from`. */
export function insertItems(
  statements: Statements,
  id: string,
  { from, to }: { from: number; to: number },
  items: readonly NewForwardItem[],
): boolean {
  const rule = statements.first<[number, number, number]>(
    'UPDATE "Forward" SET "cursor" = ? WHERE "publicId" = ? AND "cursor" = ? RETURNING "id", "binId", "skippedUpTo"',
    to,
    id,
    from,
  );
  if (!rule) return false;
  const [forwardId, binId, skippedUpTo] = rule;
  for (const item of items)
    insertItem(statements, { forwardId, binId }, item.seq <= skippedUpTo ? skipped(item) : item);
  // Counting takes longer than adding some.
  if (Math.floor(from / trimmedEvery) !== Math.floor(to / trimmedEvery))
    trim(statements, forwardId, items.at(-1)?.now ?? 0);
  return true;
}

/** An item that is not forwarded, since the rule was resumed after it; one that does not match stays filtered. */
function skipped(item: NewForwardItem): NewForwardItem {
  return { ...item, cause: item.cause ?? 'paused' };
}

function insertItem(
  statements: Statements,
  { forwardId, binId }: { forwardId: number; binId: number },
  { seq, cause, orderKey, dueAt, now }: NewForwardItem,
): number {
  return statements.run(
    `INSERT INTO "ForwardItem" ("forwardId", "seq", "binId", "state", "dueAt", "cause", "orderKey", "since", "changedAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    forwardId,
    seq,
    binId,
    cause === null ? 'queued' : 'skipped',
    cause === null ? dueAt : null,
    cause,
    orderKey,
    now,
    now,
  );
}

/** Removes the oldest items that have ended, and gives up the oldest that wait, beyond the limits. */
function trim(statements: Statements, forwardId: number, now: number): void {
  const oldest = (states: string, most: number) => `
    SELECT "seq" FROM "ForwardItem" WHERE "forwardId" = ? AND "state" IN (${states})
    ORDER BY "seq" LIMIT min(${mostTrimmedAtOnce}, max(0,
      (SELECT count(*) FROM "ForwardItem" WHERE "forwardId" = ? AND "state" IN (${states})) - ${most}))`;
  for (const [states, most] of [
    ["'done', 'skipped'", mostEndedItems],
    ["'dead'", mostDeadItems],
  ] as const)
    statements.run(
      `DELETE FROM "ForwardItem" WHERE "forwardId" = ? AND "seq" IN (${oldest(states, most)})`,
      forwardId,
      forwardId,
      forwardId,
    );
  statements.run(
    `UPDATE "ForwardItem" SET "state" = 'dead', "cause" = 'queue-full', "dueAt" = NULL, "changedAt" = ?
     WHERE "forwardId" = ? AND "seq" IN (${oldest("'queued'", mostQueuedItems)})`,
    now,
    forwardId,
    forwardId,
    forwardId,
  );
}

/** False when it is not queued. */
export function markBegun(
  statements: Statements,
  id: string,
  seq: number,
  { owner, deliveryId, now }: BegunItem,
): boolean {
  const changed = statements.run(
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
export function insertBegun(
  statements: Statements,
  id: string,
  item: NewForwardItem,
  begun: BegunItem,
): boolean {
  const rule = statements.first<[number, number]>(
    'SELECT "id", "binId" FROM "Forward" WHERE "publicId" = ?',
    id,
  );
  if (!rule) return false;
  insertItem(statements, { forwardId: rule[0], binId: rule[1] }, item);
  const isNew = statements.first(
    `SELECT 1 FROM "ForwardItem" WHERE "forwardId" = ? AND "seq" = ? AND "state" = 'queued' AND "attempts" = 0`,
    rule[0],
    item.seq,
  );
  return isNew !== undefined && markBegun(statements, id, item.seq, begun);
}

export function markEnded(
  statements: Statements,
  id: string,
  seq: number,
  { owner, state, cause, dueAt, isPrivate, uncounted, now }: EndedItem,
): boolean {
  const changed = statements.run(
    `UPDATE "ForwardItem" SET "state" = ?, "cause" = ?, "dueAt" = ?, "private" = ?, "owner" = NULL, "changedAt" = ?,
       "attempts" = "attempts" - ?
     WHERE ${ofRule} AND "seq" = ? AND "state" = 'sending' AND "owner" = ?`,
    state,
    cause,
    state === 'queued' ? dueAt : null,
    isPrivate ? 1 : 0,
    now,
    uncounted ? 1 : 0,
    id,
    seq,
    owner,
  );
  return changed > 0;
}

/** How many were skipped: those after a seq that were not attempted. */
export function skipWaiting(statements: Statements, id: string, after: number, now: number): number {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'skipped', "cause" = 'paused', "dueAt" = NULL, "changedAt" = ?
     WHERE ${ofRule} AND "state" = 'queued' AND "attempts" = 0 AND "seq" > ?`,
    now,
    id,
    after,
  );
}

/** How many were queued again. `seqs` is a JSON array; null for all. */
export function queueDead(
  statements: Statements,
  id: string,
  { seqs, withSkipped }: { seqs: string | null; withSkipped: boolean },
  now: number,
): number {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'queued', "dueAt" = ?, "attempts" = 0, "since" = ?, "changedAt" = ?
     WHERE ${ofRule} AND ("state" = 'dead' OR ("state" = 'skipped' AND ?))
       AND (? IS NULL OR "seq" IN (SELECT "value" FROM json_each(?)))`,
    now,
    now,
    now,
    id,
    withSkipped ? 1 : 0,
    seqs,
    seqs,
  );
}

/** Those that were given up are listed as left out from now on. How many they were; `seqs` is a JSON array, null for all. */
export function discardDead(statements: Statements, id: string, seqs: string | null): number {
  return statements.run(
    `UPDATE "ForwardItem" SET "state" = 'skipped', "dueAt" = NULL
     WHERE ${ofRule} AND "state" = 'dead' AND (? IS NULL OR "seq" IN (SELECT "value" FROM json_each(?)))`,
    id,
    seqs,
    seqs,
  );
}
