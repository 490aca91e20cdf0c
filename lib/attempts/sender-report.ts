import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { type Series, seriesOf } from './attempt-series.ts';
import type { Backoff } from './backoff.ts';
import { isFailure, isSuccess, receivedStatus } from './received-status.ts';
import { attemptKey } from './same-delivery.ts';

/** A capture with the facts that a report needs beyond its summary. */
export type ReportedCapture = {
  readonly capture: CaptureSummary;
  /** The `Retry-After` of the response, in seconds; null if it had none. */
  readonly retryAfter: number | null;
  /** The time of sending according to the sender, in milliseconds since the epoch; null if unknown. */
  readonly sentAt: number | null;
};

/** How a sender behaved. Counts are of captures unless they say otherwise; times are milliseconds. */
export type SenderReport = {
  readonly from: string | null;
  readonly to: string | null;
  readonly captures: number;
  /** The number of deliveries. A request without a delivery ID and without an equal one is a delivery of its own. */
  readonly deliveries: number;
  /** `User-Agent`s, the busiest first. */
  readonly senders: readonly { readonly name: string | null; readonly captures: number }[];
  /** The statuses that the senders received; 0 for no response. */
  readonly answers: readonly { readonly status: number; readonly captures: number }[];
  /** Requests whose sender disconnected before it had the full response. */
  readonly left: {
    readonly captures: number;
    /** How long they waited: shortest, median and longest; null if none disconnected. */
    readonly waited: readonly [number, number, number] | null;
    /** The timeout, if several disconnected after about the same time. */
    readonly timeout: number | null;
    /** Their numbers; see `Listed`. */
    readonly requests: Listed;
  };
  readonly retries: {
    /** Deliveries whose first attempt failed (see `isFailure`). */
    readonly failed: number;
    /** How many of those were retried. */
    readonly retried: number;
    /** Deliveries that were sent again after a success. */
    readonly afterSuccess: number;
    /** Failed deliveries whose last attempt succeeded. */
    readonly recovered: number;
    readonly mostAttempts: number;
    readonly backoffs: readonly { readonly backoff: Backoff; readonly deliveries: number }[];
    /** Deliveries whose body changed from one attempt to the next. */
    readonly changed: number;
    /** The first requests of the deliveries counted above. */
    readonly requests: Readonly<Record<'notRetried' | 'afterSuccess' | 'changed', Listed>>;
  };
  /** Responses with `Retry-After`, and whether the next attempt respected it; `early` has the numbers of those that did not. */
  readonly retryAfter: {
    readonly asked: number;
    readonly honoured: number;
    readonly early: readonly number[];
  };
  /** 410 responses, and the requests that the same sender made to the same path afterwards. */
  readonly gone: { readonly told: number; readonly cameAgain: number; readonly requests: Listed };
  readonly connections: { readonly count: number; readonly reused: number };
  readonly order: {
    /** The largest number of requests in progress at the same time. */
    readonly together: number;
    /** First attempts that arrived after one that was sent later; null if the times of sending are unknown. */
    readonly outOfOrder: number | null;
    readonly requests: Listed;
  };
  /** How many deliveries have several attempts. */
  readonly repeated: number;
  /** Those with the most attempts. */
  readonly series: readonly Series[];
};

/** The numbers (`seq`) of the first requests that a count is about, at most `mostListed`. */
export type Listed = readonly number[];

/** Characters of a sender's name that tell it from others. */
const longestName = 1000;
/** Requests listed for one count. */
const mostListed = 20;
/** Series listed in a report; it counts all of them. */
const listedSeries = 200;
/** The share of `Retry-After` that a sender has to wait at least: clocks differ. */
const patience = 0.9;
/** How far disconnects may be apart to count as one timeout, as a share of it. */
const timeoutSpread = 0.1;

/** Creates the report of these captures, which are sorted from the oldest. */
export function createReport(reported: readonly ReportedCapture[]): SenderReport {
  const captures = reported.map(({ capture }) => capture);
  const deliveries = groupByDelivery(reported);
  const all = deliveries.map((attempts) => seriesOf(attempts.map(({ capture }) => capture)));
  const series = all.filter((one): one is Series => one !== null && one.attempts.length > 1);
  return {
    from: captures[0]?.receivedAt ?? null,
    to: captures.at(-1)?.receivedAt ?? null,
    captures: captures.length,
    deliveries: deliveries.length,
    senders: countValues(captures.map(({ userAgent }) => userAgent?.slice(0, longestName) ?? null)).map(
      ([name, count]) => ({
        name,
        captures: count,
      }),
    ),
    answers: countValues(captures.flatMap(({ reply }) => receivedStatus(reply) ?? []))
      .map(([status, count]) => ({ status, captures: count }))
      .sort((a, b) => a.status - b.status),
    left: leftOf(captures),
    retries: retriesOf(deliveries, series),
    retryAfter: retryAfterOf(deliveries),
    gone: goneOf(captures),
    connections: connectionsOf(captures),
    order: { together: mostTogether(captures), ...outOfOrder(deliveries) },
    repeated: series.length,
    series: series.sort((a, b) => b.attempts.length - a.attempts.length).slice(0, listedSeries),
  };
}

/** The captures of each delivery, in the order of first attempts. */
function groupByDelivery(reported: readonly ReportedCapture[]): ReportedCapture[][] {
  const byKey = new Map<string, ReportedCapture[]>();
  for (const one of reported) {
    const known = attemptKey(one.capture);
    const key = known ? `${known.by} ${known.key}` : `alone ${one.capture.seq}`;
    const group = byKey.get(key);
    if (group) group.push(one);
    else byKey.set(key, [one]);
  }
  return [...byKey.values()];
}

/** Values with how often each comes, the most frequent first. */
function countValues<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function leftOf(captures: readonly CaptureSummary[]): SenderReport['left'] {
  const left = captures.filter(({ reply }) => reply && !reply.complete);
  const waited = left.map(({ reply }) => reply!.ms).sort((a, b) => a - b);
  const requests = left.slice(0, mostListed).map(({ seq }) => seq);
  const median = waited[waited.length >> 1];
  if (median === undefined) return { captures: 0, waited: null, timeout: null, requests };
  const alike = waited.filter((time) => Math.abs(time - median) <= median * timeoutSpread);
  // One that left may have left for any reason; several after the same time have a time-out.
  const timeout = alike.length >= 2 && median >= 500 ? median : null;
  return { captures: waited.length, waited: [waited[0]!, median, waited.at(-1)!], timeout, requests };
}

function retriesOf(
  deliveries: readonly ReportedCapture[][],
  series: readonly Series[],
): SenderReport['retries'] {
  const failed = deliveries.filter(([first]) => isFailure(first!.capture.reply));
  const afterSuccess = deliveries.filter((attempts) =>
    attempts.slice(0, -1).some(({ capture }) => isSuccess(capture.reply)),
  );
  const changed = series.filter(({ sameBody }) => !sameBody);
  const backoffs = new Map<string, { backoff: Backoff; deliveries: number }>();
  for (const { backoff } of series) {
    if (!backoff) continue;
    const key = backoff.shape === 'known' ? backoff.name : backoff.shape;
    const known = backoffs.get(key);
    if (known) known.deliveries += 1;
    else backoffs.set(key, { backoff, deliveries: 1 });
  }
  return {
    failed: failed.length,
    retried: failed.filter((attempts) => attempts.length > 1).length,
    afterSuccess: afterSuccess.length,
    recovered: failed.filter((attempts) => isSuccess(attempts.at(-1)!.capture.reply)).length,
    mostAttempts: deliveries.reduce((most, attempts) => Math.max(most, attempts.length), 0),
    backoffs: [...backoffs.values()].sort((a, b) => b.deliveries - a.deliveries),
    changed: changed.length,
    requests: {
      notRetried: firstRequests(failed.filter((attempts) => attempts.length === 1)),
      afterSuccess: firstRequests(afterSuccess),
      changed: changed.slice(0, mostListed).map(({ attempts }) => attempts[0]!.seq),
    },
  };
}

function firstRequests(deliveries: readonly ReportedCapture[][]): Listed {
  return deliveries.slice(0, mostListed).map(([first]) => first!.capture.seq);
}

/** When the response was sent, in milliseconds since the epoch. */
export function respondedAt({ receivedAtMicros, uploadMs, reply }: CaptureSummary): number {
  return receivedAtMicros / 1000 + uploadMs + (reply?.ms ?? 0);
}

function retryAfterOf(deliveries: readonly ReportedCapture[][]): SenderReport['retryAfter'] {
  let asked = 0;
  let honoured = 0;
  const early: number[] = [];
  for (const attempts of deliveries) {
    attempts.slice(0, -1).forEach(({ capture, retryAfter }, index) => {
      if (retryAfter === null) return;
      const next = attempts[index + 1]!.capture;
      asked += 1;
      if (next.receivedAtMicros / 1000 - respondedAt(capture) >= retryAfter * 1000 * patience) honoured += 1;
      else early.push(next.seq);
    });
  }
  return { asked, honoured, early };
}

/** Counts 410 responses, and requests of the same sender to the same path after one. */
function goneOf(captures: readonly CaptureSummary[]): SenderReport['gone'] {
  const gone = new Set<string>();
  let told = 0;
  let cameAgain = 0;
  const requests: number[] = [];
  for (const { seq, path, userAgent, reply } of captures) {
    const place = `${userAgent} ${path.replace(/\?.*$/s, '')}`;
    if (gone.has(place)) {
      cameAgain += 1;
      if (requests.length < mostListed) requests.push(seq);
    }
    if (receivedStatus(reply) !== 410) continue;
    told += 1;
    gone.add(place);
  }
  return { told, cameAgain, requests };
}

/** A connection is known by its far end: an address and a port are not used twice within a short time. */
function connectionsOf(captures: readonly CaptureSummary[]): SenderReport['connections'] {
  const known = captures.filter(({ peer }) => peer.port !== 0);
  const ends = new Set(known.map(({ peer }) => `${peer.address} ${peer.port}`));
  return { count: ends.size, reused: known.length - ends.size };
}

function mostTogether(captures: readonly CaptureSummary[]): number {
  const edges = captures.flatMap((capture) => [
    { at: capture.receivedAtMicros / 1000, by: 1 },
    { at: respondedAt(capture), by: -1 },
  ]);
  // What ends as another begins was not together with it.
  edges.sort((a, b) => a.at - b.at || a.by - b.by);
  let together = 0;
  let most = 0;
  for (const { by } of edges) {
    together += by;
    most = Math.max(most, together);
  }
  return most;
}

function outOfOrder(
  deliveries: readonly ReportedCapture[][],
): Pick<SenderReport['order'], 'outOfOrder' | 'requests'> {
  const sent = deliveries.flatMap(([first]) =>
    first!.sentAt === null ? [] : [{ seq: first!.capture.seq, sentAt: first!.sentAt }],
  );
  if (sent.length < 2) return { outOfOrder: null, requests: [] };
  let latest = Number.NEGATIVE_INFINITY;
  const late: number[] = [];
  for (const { seq, sentAt } of sent) {
    // Senders say whole seconds.
    if (sentAt < latest - 1000) late.push(seq);
    latest = Math.max(latest, sentAt);
  }
  return { outOfOrder: late.length, requests: late.slice(0, mostListed) };
}
