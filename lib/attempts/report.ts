import type { CaptureSummary } from '../model/capture-json.ts';
import { attemptKey } from './attempt-key.ts';
import type { Backoff } from './backoff.ts';
import { gotFailure, gotStatus, gotSuccess } from './got.ts';
import { type Series, seriesOf } from './series.ts';

/** A capture and what a report looks at beside its summary. */
export type Told = {
  readonly capture: CaptureSummary;
  /** The wait that `Retry-After` of the reply asked for, in seconds, where it had one. */
  readonly retryAfter: number | null;
  /** When the sender says it sent it, milliseconds since the epoch; null when it does not say. */
  readonly sentAt: number | null;
};

/** How a sender behaved. Counts are of captures unless they say otherwise; times are milliseconds. */
export type SenderReport = {
  readonly from: string | null;
  readonly to: string | null;
  readonly captures: number;
  /** How many different deliveries these were; requests that nothing ties to another are one each. */
  readonly deliveries: number;
  /** `User-Agent`s, the busiest first. */
  readonly senders: readonly { readonly name: string | null; readonly captures: number }[];
  /** What they were answered; status 0 for no answer at all. */
  readonly answers: readonly { readonly status: number; readonly captures: number }[];
  /** Senders that left before they had the whole answer. */
  readonly left: {
    readonly captures: number;
    /** How long they had waited: the shortest, the median and the longest; null when none left. */
    readonly waited: readonly [number, number, number] | null;
    /** A time-out, where several left after about the same time. */
    readonly timeout: number | null;
  };
  readonly retries: {
    /** Deliveries whose first answer failed: 4xx, 5xx, none, not taken, or broken on purpose. */
    readonly failed: number;
    /** Of those, how many came again. */
    readonly retried: number;
    /** Deliveries that came again although they had been answered with success. */
    readonly afterSuccess: number;
    /** Deliveries that succeeded in the end. */
    readonly recovered: number;
    readonly mostAttempts: number;
    readonly backoffs: readonly { readonly backoff: Backoff; readonly deliveries: number }[];
    /** Deliveries whose body changed from one attempt to the next. */
    readonly changed: number;
  };
  /** Answers that asked to wait, and whether the next attempt did. */
  readonly retryAfter: {
    readonly asked: number;
    readonly honoured: number;
    readonly early: readonly number[];
  };
  /** Answers that said 410, and requests to the same place that came after one. */
  readonly gone: { readonly told: number; readonly cameAgain: number };
  readonly connections: { readonly count: number; readonly reused: number };
  readonly order: {
    /** The most requests that were under way at once. */
    readonly together: number;
    /** First attempts that arrived after one that was sent later; null when the senders do not say when they sent. */
    readonly outOfOrder: number | null;
  };
  readonly series: readonly Series[];
};

/** Characters of a sender's name that tell it from others. */
const longestName = 1000;
/** Series listed in a report; it counts all of them. */
const listedSeries = 200;
/** How much sooner than asked counts as in time, as a share: clocks differ. */
const patience = 0.9;
/** How far apart times of leaving may be to be one time-out, as a share of it. */
const timeoutSpread = 0.1;

/** How a sender behaved over these captures, oldest first. */
export function reportOf(told: readonly Told[]): SenderReport {
  const captures = told.map(({ capture }) => capture);
  const deliveries = groups(told);
  const all = deliveries.map((attempts) => seriesOf(attempts.map(({ capture }) => capture)));
  const series = all.filter((one): one is Series => one !== null && one.attempts.length > 1);
  return {
    from: captures[0]?.receivedAt ?? null,
    to: captures.at(-1)?.receivedAt ?? null,
    captures: captures.length,
    deliveries: deliveries.length,
    senders: counted(captures.map(({ userAgent }) => userAgent?.slice(0, longestName) ?? null)).map(
      ([name, count]) => ({
        name,
        captures: count,
      }),
    ),
    answers: counted(captures.flatMap(({ reply }) => gotStatus(reply) ?? []))
      .map(([status, count]) => ({ status, captures: count }))
      .sort((a, b) => a.status - b.status),
    left: leftOf(captures),
    retries: retriesOf(deliveries, series),
    retryAfter: retryAfterOf(deliveries),
    gone: goneOf(captures),
    connections: connectionsOf(captures),
    order: { together: mostTogether(captures), outOfOrder: outOfOrder(deliveries) },
    series: series.sort((a, b) => b.attempts.length - a.attempts.length).slice(0, listedSeries),
  };
}

/** The captures of each delivery, in the order of first attempts. */
function groups(told: readonly Told[]): Told[][] {
  const byKey = new Map<string, Told[]>();
  for (const one of told) {
    const known = attemptKey(one.capture);
    const key = known ? `${known.by} ${known.key}` : `alone ${one.capture.seq}`;
    const group = byKey.get(key);
    if (group) group.push(one);
    else byKey.set(key, [one]);
  }
  return [...byKey.values()];
}

/** Values with how often each comes, the most frequent first. */
function counted<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function leftOf(captures: readonly CaptureSummary[]): SenderReport['left'] {
  const waited = captures
    .flatMap(({ reply }) => (reply && !reply.complete ? [reply.ms] : []))
    .sort((a, b) => a - b);
  const median = waited[waited.length >> 1];
  if (median === undefined) return { captures: 0, waited: null, timeout: null };
  const alike = waited.filter((time) => Math.abs(time - median) <= median * timeoutSpread);
  // One that left may have left for any reason; several after the same time have a time-out.
  const timeout = alike.length >= 2 && median >= 500 ? median : null;
  return { captures: waited.length, waited: [waited[0]!, median, waited.at(-1)!], timeout };
}

function retriesOf(deliveries: readonly Told[][], series: readonly Series[]): SenderReport['retries'] {
  const failed = deliveries.filter(([first]) => gotFailure(first!.capture.reply));
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
    afterSuccess: deliveries.filter((attempts) =>
      attempts.slice(0, -1).some(({ capture }) => gotSuccess(capture.reply)),
    ).length,
    recovered: failed.filter((attempts) => gotSuccess(attempts.at(-1)!.capture.reply)).length,
    mostAttempts: deliveries.reduce((most, attempts) => Math.max(most, attempts.length), 0),
    backoffs: [...backoffs.values()].sort((a, b) => b.deliveries - a.deliveries),
    changed: series.filter(({ sameBody }) => !sameBody).length,
  };
}

/** When its sender had the answer, milliseconds since the epoch. */
export function answeredAt({ receivedAtMicros, uploadMs, reply }: CaptureSummary): number {
  return receivedAtMicros / 1000 + uploadMs + (reply?.ms ?? 0);
}

function retryAfterOf(deliveries: readonly Told[][]): SenderReport['retryAfter'] {
  let asked = 0;
  let honoured = 0;
  const early: number[] = [];
  for (const attempts of deliveries) {
    attempts.slice(0, -1).forEach(({ capture, retryAfter }, index) => {
      if (retryAfter === null) return;
      const next = attempts[index + 1]!.capture;
      asked += 1;
      if (next.receivedAtMicros / 1000 - answeredAt(capture) >= retryAfter * 1000 * patience) honoured += 1;
      else early.push(next.seq);
    });
  }
  return { asked, honoured, early };
}

/** Where a sender sends to: told once that it is gone, it should not come again. */
function goneOf(captures: readonly CaptureSummary[]): SenderReport['gone'] {
  const gone = new Set<string>();
  let told = 0;
  let cameAgain = 0;
  for (const { path, userAgent, reply } of captures) {
    const place = `${userAgent} ${path.replace(/\?.*$/s, '')}`;
    if (gone.has(place)) cameAgain += 1;
    if (gotStatus(reply) !== 410) continue;
    told += 1;
    gone.add(place);
  }
  return { told, cameAgain };
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
    { at: answeredAt(capture), by: -1 },
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

function outOfOrder(deliveries: readonly Told[][]): number | null {
  const times = deliveries.flatMap(([first]) => (first!.sentAt === null ? [] : [first!.sentAt]));
  if (times.length < 2) return null;
  let latest = Number.NEGATIVE_INFINITY;
  let late = 0;
  for (const time of times) {
    // Senders say whole seconds.
    if (time < latest - 1000) late += 1;
    latest = Math.max(latest, time);
  }
  return late;
}
