import { mostDeliveries, mostDeliveryBytes } from '#lib/model/delivery-limits.ts';
import type { BegunAttempt, EndedAttempt, EndState, NewDelivery } from '../contracts/deliveries.ts';
import { isInterrupted } from '../sql/deliveries.ts';
import type { Statements } from './statements.ts';

/** Writes of deliveries. Each runs in a transaction that its caller has begun. */

/** How many deliveries are removed in one transaction at most; further ones go with the next. */
const mostRemovedAtOnce = 50;

/**
 * A forwarded request has the same ID with each attempt, so its delivery may be there already: it gets the request as it is sent now, and
 * keeps its attempts. False when there is no such bin.
 */
export function insertDelivery(statements: Statements, binId: number, delivery: NewDelivery): boolean {
  if (updateRequest(statements, binId, delivery)) return true;
  const { body } = delivery;
  const sha256 = Buffer.from(body.sha256, 'hex');
  const texts = {
    source: JSON.stringify(delivery.source),
    destination: JSON.stringify(delivery.destination),
    options: JSON.stringify(delivery.options),
    headers: JSON.stringify(delivery.headers),
    trailers: JSON.stringify(delivery.trailers),
  };
  const size = [delivery.method, delivery.target, ...Object.values(texts)].reduce(
    (sum, text) => sum + text.length,
    0,
  );
  const added = statements.run(
    insert,
    binId,
    delivery.id,
    size,
    delivery.createdAt,
    delivery.owner,
    'seq' in delivery.source ? delivery.source.seq : null,
    delivery.replayId,
    texts.source,
    texts.destination,
    texts.options,
    delivery.method,
    delivery.httpVersion,
    delivery.isMalformed ? 1 : 0,
    body.size,
    sha256,
    'ofCapture' in body ? body.ofCapture : null,
    delivery.target,
    texts.trailers,
    texts.headers,
    binId,
  );
  if (added === 0) return false;
  if ('bytes' in body && body.size > 0 && statements.run(useBody, binId, sha256) === 0)
    statements.run(insertBody, binId, sha256, body.size, body.bytes);
  removeBeyondLimits(statements, binId);
  return true;
}

/** False when there is no such delivery, or when its bin was deleted. */
function updateRequest(statements: Statements, binId: number, delivery: NewDelivery): boolean {
  const [stored] =
    statements.first<[string]>(
      'SELECT "source" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?',
      delivery.id,
      binId,
    ) ?? [];
  if (stored === undefined || delivery.source.kind !== 'forward') return false;
  // Its earlier attempts have headers that the rule set then.
  const { set: before = [] } = JSON.parse(stored) as { set?: readonly string[] };
  const source = { ...delivery.source, set: [...new Set([...before, ...delivery.source.set])] };
  const texts = [
    JSON.stringify(source),
    JSON.stringify(delivery.destination),
    JSON.stringify(delivery.options),
    delivery.target,
    JSON.stringify(delivery.headers),
  ];
  const changed = statements.run(
    `UPDATE "Delivery" SET "state" = 'waiting', "owner" = ?, "source" = ?, "destination" = ?, "options" = ?, "target" = ?, "headers" = ?,
       "size" = "size" + ? - length("source") - length("destination") - length("options") - length("target") - length("headers")
     WHERE "publicId" = ? AND "binId" = ? AND EXISTS (SELECT 1 FROM "Bin" WHERE "id" = ? AND "deletedAt" IS NULL)`,
    delivery.owner,
    ...texts,
    texts.reduce((sum, text) => sum + text.length, 0),
    delivery.id,
    binId,
    binId,
  );
  return changed > 0;
}

const insert = `
  INSERT INTO "Delivery" ("binId", "publicId", "size", "createdAt", "state", "owner", "captureSeq", "replayId", "source",
    "destination", "options", "method", "httpVersion", "malformed", "bodySize", "sha256", "bodySeq", "target", "trailers", "headers")
  SELECT ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM "Bin" WHERE "id" = ? AND "deletedAt" IS NULL)`;
const useBody = 'UPDATE "DeliveryBody" SET "uses" = "uses" + 1 WHERE "binId" = ? AND "sha256" = ?';
const insertBody =
  'INSERT INTO "DeliveryBody" ("binId", "sha256", "size", "uses", "bytes") VALUES (?, ?, ?, 1, ?)';

/** False when there is no such delivery. */
export function insertAttempt(
  statements: Statements,
  binId: number,
  id: string,
  { number, startedAt, owner }: BegunAttempt,
): boolean {
  const [deliveryId] =
    statements.first<[number]>(
      `UPDATE "Delivery" SET "state" = 'sending', "owner" = ? WHERE "publicId" = ? AND "binId" = ? RETURNING "id"`,
      owner,
      id,
      binId,
    ) ?? [];
  if (deliveryId === undefined) return false;
  statements.run(
    `INSERT OR REPLACE INTO "DeliveryAttempt" ("binId", "deliveryId", "number", "startedAt", "private", "hops")
     VALUES (?, ?, ?, ?, 0, '[]')`,
    binId,
    deliveryId,
    number,
    startedAt,
  );
  return true;
}

/** False when there is no such delivery. */
export function updateEnded(
  statements: Statements,
  binId: number,
  id: string,
  state: EndState,
  attempt: EndedAttempt | null,
): boolean {
  const hops = JSON.stringify(attempt?.hops ?? []);
  const added = attempt === null ? 0 : hops.length + (attempt.response?.length ?? 0);
  const [deliveryId] =
    statements.first<[number]>(
      `UPDATE "Delivery" SET "state" = ?, "owner" = NULL, "size" = "size" + ?
       WHERE "publicId" = ? AND "binId" = ? RETURNING "id"`,
      state,
      added,
      id,
      binId,
    ) ?? [];
  if (deliveryId === undefined) return false;
  if (attempt !== null)
    statements.run(
      `INSERT OR REPLACE INTO "DeliveryAttempt"
         ("binId", "deliveryId", "number", "startedAt", "ms", "status", "private", "failure", "hops", "response")
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      binId,
      deliveryId,
      attempt.number,
      attempt.startedAt,
      attempt.ms,
      attempt.status,
      attempt.isPrivate ? 1 : 0,
      attempt.failure && JSON.stringify(attempt.failure),
      hops,
      attempt.response,
    );
  removeBeyondLimits(statements, binId);
  return true;
}

/** Removes the oldest deliveries that ended while the bin has more than its limits allow. */
function removeBeyondLimits(statements: Statements, binId: number): void {
  const [count, bytes] = statements.first<[number, number]>(usage, binId, binId)!;
  let left = { count, bytes };
  if (left.count <= mostDeliveries && left.bytes <= mostDeliveryBytes) return;
  for (const [id, size] of statements.all<[number, number]>(oldestEnded, binId, mostRemovedAtOnce)) {
    if (left.count <= mostDeliveries && left.bytes <= mostDeliveryBytes) return;
    left = { count: left.count - 1, bytes: left.bytes - size - removeRow(statements, binId, id) };
  }
}

const usage = `
  SELECT count(*), ifnull(sum("size"), 0) + (SELECT ifnull(sum("size"), 0) FROM "DeliveryBody" WHERE "binId" = ?)
  FROM "Delivery" WHERE "binId" = ?`;
const oldestEnded = `
  SELECT "id", "size" FROM "Delivery" WHERE "binId" = ? AND "state" NOT IN ('waiting', 'sending') ORDER BY "id" LIMIT ?`;

/** False when there is no such delivery. */
export function deleteDelivery(statements: Statements, binId: number, id: string): boolean {
  const [deliveryId] =
    statements.first<[number]>(
      'SELECT "id" FROM "Delivery" WHERE "publicId" = ? AND "binId" = ?',
      id,
      binId,
    ) ?? [];
  if (deliveryId === undefined) return false;
  removeRow(statements, binId, deliveryId);
  return true;
}

/** Removes a delivery with its attempts, and its body if no other delivery has it. Returns the bytes of that body. */
function removeRow(statements: Statements, binId: number, deliveryId: number): number {
  const [bodySize, sha256, bodySeq] = statements.first<[number, Uint8Array, number | null]>(
    'DELETE FROM "Delivery" WHERE "id" = ? RETURNING "bodySize", "sha256", "bodySeq"',
    deliveryId,
  )!;
  statements.run('DELETE FROM "DeliveryAttempt" WHERE "binId" = ? AND "deliveryId" = ?', binId, deliveryId);
  if (bodySeq !== null || bodySize === 0) return 0;
  const [uses] =
    statements.first<[number]>(
      'UPDATE "DeliveryBody" SET "uses" = "uses" - 1 WHERE "binId" = ? AND "sha256" = ? RETURNING "uses"',
      binId,
      sha256,
    ) ?? [];
  if (uses !== 0) return 0;
  statements.run('DELETE FROM "DeliveryBody" WHERE "binId" = ? AND "sha256" = ?', binId, sha256);
  return bodySize;
}

/** Some of these: their ids and those of their bins. Leases that are over are removed. */
export function findInterrupted(statements: Statements, now: number): [id: number, binId: number][] {
  statements.run(`DELETE FROM "Lease" WHERE "name" LIKE 'deliveries %' AND "until" <= ?`, now);
  return statements.all<[number, number]>(
    `SELECT "id", "binId" FROM "Delivery" WHERE ${isInterrupted} ORDER BY "id" LIMIT ?`,
    now,
    mostRemovedAtOnce,
  );
}

/** Marks a delivery as failed, and the attempt that was under way; one that had not begun gets an attempt that says so. */
export function markInterrupted(
  statements: Statements,
  [id, binId]: readonly [id: number, binId: number],
  now: number,
): void {
  const failure = JSON.stringify({ code: 'send-interrupted', detail: null, phase: null, reason: null });
  const wasSending = statements.run(
    `UPDATE "DeliveryAttempt" SET "ms" = max(0, ? - "startedAt"), "failure" = ?
     WHERE "binId" = ? AND "deliveryId" = ? AND "ms" IS NULL`,
    now,
    failure,
    binId,
    id,
  );
  if (wasSending === 0)
    statements.run(
      `INSERT INTO "DeliveryAttempt" ("binId", "deliveryId", "number", "startedAt", "ms", "private", "failure", "hops")
       SELECT ?, ?, 1 + ifnull(max("number"), 0), ?, 0, 0, ?, '[]'
       FROM "DeliveryAttempt" WHERE "binId" = ? AND "deliveryId" = ?`,
      binId,
      id,
      now,
      failure,
      binId,
      id,
    );
  statements.run(`UPDATE "Delivery" SET "state" = 'failed', "owner" = NULL WHERE "id" = ?`, id);
}
