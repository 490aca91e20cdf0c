import type { CaptureSummary } from './capture-json.ts';
import type { ForwardItemState, ForwardSettings } from './forward.ts';

/**
 * Forward rules in JSON: the API and the browser's state use the same shapes. Times are ISO 8601 in UTC with milliseconds; durations are
 * milliseconds; header strings are byte strings.
 */
export type ForwardJson = Omit<ForwardSettings, 'headers'> & {
  readonly id: string;
  readonly createdAt: string;
  readonly headers: {
    readonly drop: readonly string[];
    /** Values may be credentials: they are null for those who may not change the rule. */
    readonly set: readonly (readonly [name: string, value: string | null])[];
  };
  readonly paused: { readonly at: string; readonly why: 'person' | 'gone' } | null;
  readonly breaker: {
    /** `open`: nothing is sent until `openUntil`. `trying`: one request is being tried. `recovering`: at most `perSecond`. */
    readonly state: 'closed' | 'open' | 'trying' | 'recovering';
    readonly failures: number;
    readonly openUntil: string | null;
    readonly perSecond: number | null;
  };
  /** How many requests there are in each state. */
  readonly counts: { readonly [State in ForwardItemState]: number };
  /** The newest failure since the last success of the destination; null when there is none. */
  readonly failing: CauseJson | null;
};

/** Why a request was not forwarded, or its last attempt failed: a stable code, and a sentence. */
export type CauseJson = { readonly code: string; readonly title: string };

/** A request that a rule has looked at. */
export type ForwardItemJson = {
  readonly forward: string;
  readonly seq: number;
  readonly state: ForwardItemState;
  readonly cause: CauseJson | null;
  /** What a queued request waits for. */
  readonly waitsFor: 'paused' | 'breaker' | 'retry' | 'turn' | null;
  readonly attempts: number;
  readonly dueAt: string | null;
  /** The delivery with its attempts, as long as the bin keeps it. */
  readonly deliveryId: string | null;
  readonly changedAt: string;
  /** Null when it was removed. */
  readonly capture: CaptureSummary | null;
};

/** A page of requests, newest first. */
export type ForwardItemPage = {
  readonly items: readonly ForwardItemJson[];
  /** The `before` of the next page; null at the end. */
  readonly next: string | null;
};
