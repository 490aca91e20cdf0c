import type { AttemptFacts, Delivery, DeliveryAttempt, ListedDelivery } from '#lib/model/delivery.ts';

/** Rows of `Delivery` and `DeliveryAttempt` as the driver returns them, and what they mean. */

export type ListedRow = {
  readonly id: number;
  readonly publicId: string;
  readonly createdAt: number;
  readonly state: string;
  readonly owner: string | null;
  readonly replayId: string | null;
  readonly source: string;
  readonly destination: string;
  readonly method: string;
  readonly target: string;
};

export type DeliveryRow = ListedRow & {
  readonly options: string;
  readonly httpVersion: string;
  readonly malformed: number | boolean;
  readonly headers: string;
  readonly trailers: string;
  readonly bodySize: number;
  readonly sha256: Uint8Array;
  readonly kept: number | boolean;
  readonly truncated: number | boolean;
};

export type AttemptFactsRow = {
  readonly deliveryId: number;
  readonly number: number;
  readonly startedAt: number;
  readonly ms: number | null;
  readonly status: number | null;
  readonly private: number | boolean;
  readonly failure: string | null;
};

export type AttemptRow = AttemptFactsRow & { readonly hops: string };

export const listedColumns = columns(
  'id publicId createdAt state owner replayId source destination method target',
);

/** The body is kept unless it was that of a capture that was removed, and not empty. It is truncated if it is that of a truncated capture. */
export const deliveryColumns = `${listedColumns},
  ${columns('options httpVersion malformed headers trailers bodySize sha256')},
  "bodySize" = 0 OR "bodySeq" IS NULL OR EXISTS (
    SELECT 1 FROM "Capture" WHERE "Capture"."binId" = "Delivery"."binId" AND "seq" = "bodySeq"
  ) AS "kept",
  EXISTS (
    SELECT 1 FROM "Capture" WHERE "Capture"."binId" = "Delivery"."binId" AND "seq" = "bodySeq" AND "truncated"
  ) AS "truncated"`;

export const attemptFactsColumns = columns('deliveryId number startedAt ms status private failure');

function columns(names: string): string {
  return names
    .split(' ')
    .map((name) => `"${name}"`)
    .join(', ');
}

export function listedDeliveryOf(row: ListedRow, attempts: readonly AttemptFactsRow[]): ListedDelivery {
  return { ...factsOf(row), attempts: attempts.map(attemptFactsOf) };
}

export function deliveryOf(row: DeliveryRow, attempts: readonly AttemptRow[]): Delivery {
  return {
    ...factsOf(row),
    options: JSON.parse(row.options),
    httpVersion: row.httpVersion,
    isMalformed: Boolean(row.malformed),
    headers: JSON.parse(row.headers),
    trailers: JSON.parse(row.trailers),
    body: {
      size: row.bodySize,
      sha256: Buffer.from(row.sha256).toString('hex'),
      kept: Boolean(row.kept),
      truncated: Boolean(row.truncated),
    },
    attempts: attempts.map(
      (attempt): DeliveryAttempt => ({ ...attemptFactsOf(attempt), hops: JSON.parse(attempt.hops) }),
    ),
  };
}

function factsOf(row: ListedRow) {
  return {
    id: row.publicId,
    source: JSON.parse(row.source) as Delivery['source'],
    replayId: row.replayId,
    createdAt: row.createdAt,
    destination: JSON.parse(row.destination) as Delivery['destination'],
    method: row.method,
    target: row.target,
    state: row.state as Delivery['state'],
    owner: row.owner,
  };
}

function attemptFactsOf(row: AttemptFactsRow): AttemptFacts {
  const { number, startedAt, ms, status, failure } = row;
  return {
    number,
    startedAt,
    ms,
    status,
    isPrivate: Boolean(row.private),
    failure: failure === null ? null : JSON.parse(failure),
  };
}
