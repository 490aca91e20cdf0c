import type { Header } from './capture.ts';
import type { DeliveryDestination } from './delivery-json.ts';
import type { FailureCode } from './errors.ts';

/**
 * Forward rules as they are stored: which requests of a bin are sent on, where and how. Times are milliseconds since the epoch.
 * `forward-json.ts` has the shapes that people see.
 */

/** What people set. */
export type ForwardSettings = {
  /** Null when none is set. */
  readonly name: string | null;
  /** The filter that requests have to match; empty for all requests. */
  readonly filter: string;
  readonly to: DeliveryDestination;
  /** `append`: the path and query of a request below its bin are appended to those of the URL. `fixed`: those of the URL alone. */
  readonly path: 'append' | 'fixed';
  /** Headers that are not sent, by name; and those that are sent instead of, or in addition to, the ones received. */
  readonly headers: { readonly drop: readonly string[]; readonly set: readonly Header[] };
  readonly host: 'destination' | 'original';
  readonly verifyCertificate: boolean;
  /** The most time for one attempt. */
  readonly timeoutMs: number;
  readonly retries: RetrySettings;
  /** The most requests that are sent at the same time. */
  readonly concurrency: number;
  /** Null for no limit other than that of the server. */
  readonly perSecond: number | null;
  /**
   * `all`: a request is sent once the one before it was forwarded or given up. `delivery`: the same among requests of one delivery.
   * `none`: requests do not wait for each other.
   */
  readonly order: 'none' | 'delivery' | 'all';
  /** The response of the destination becomes that of the bin, if it comes within this time, milliseconds. Null for the bin's own. */
  readonly respondWithinMs: number | null;
};

export type RetrySettings = {
  /** The time before each attempt, seconds; the first is that before the first attempt. Its length is the most attempts there are. */
  readonly delays: readonly number[];
  /** The statuses after which another attempt is made, such as `429, 500-599, !501`. See `lib/forward-rules/retry-statuses.ts`. */
  readonly statuses: string;
};

export type Forward = ForwardSettings & {
  /** `fwd_…` */
  readonly id: string;
  readonly createdAt: number;
  readonly paused: ForwardPause | null;
  readonly breaker: Breaker;
  /** The highest seq that was looked at: all captures up to it are in the queue or were left out. */
  readonly cursor: number;
  /** Captures up to this seq that match are not forwarded: they were skipped when the rule was resumed. 0 for none. */
  readonly skippedUpTo: number;
};

/** `gone`: the destination responded with 410. */
export type ForwardPause = {
  readonly at: number;
  readonly why: 'person' | 'gone';
  /** The cursor at that time. */
  readonly cursor: number;
};

/**
 * A circuit breaker. It opens after several failures in a row: then nothing is sent until `openUntil`. One request is sent next. When it
 * succeeds, others follow, slowly at first.
 */
export type Breaker = {
  /** Failures of the destination since its last success. */
  readonly failures: number;
  /** Null while it is closed. In the past, one request may be sent. */
  readonly openUntil: number | null;
  /** How often it has opened since it was last closed completely. */
  readonly opened: number;
  /** How many requests per second may be sent while the destination recovers; null for no such limit. */
  readonly recovering: number | null;
  /** The last of these failures; null when there is none. */
  readonly cause: { readonly code: ForwardCause; readonly isPrivate: boolean } | null;
};

/** A capture that a rule has looked at. */
export type ForwardItem = {
  readonly forwardId: string;
  readonly seq: number;
  readonly state: ForwardItemState;
  /** Why it was not forwarded, or why its last attempt failed. Null before the first attempt and after a success. */
  readonly cause: ForwardCause | null;
  readonly attempts: number;
  /** When the next attempt may begin; only while it is queued. */
  readonly dueAt: number | null;
  /** The delivery that has its attempts; the same ID is sent with each. */
  readonly deliveryId: string | null;
  /** The response came from an address that is not public: its status is for owners only. */
  readonly isPrivate: boolean;
  /** When it was queued, also again: its age counts from then. */
  readonly since: number;
  readonly changedAt: number;
};

/** `dead`: it is not tried again unless a person asks for it. `skipped`: it was never to be sent. */
export type ForwardItemState = 'queued' | 'sending' | 'done' | 'dead' | 'skipped';

/** `filtered`, `paused`, `too-old`, `queue-full`, `loop`, `imported` and `removed`: not sent. `status-503` and codes of the error table: what an attempt ended with. */
export type ForwardCause =
  | 'filtered'
  | 'paused'
  | 'too-old'
  | 'queue-full'
  | 'loop'
  | 'imported'
  | 'removed'
  | `status-${number}`
  | FailureCode;
