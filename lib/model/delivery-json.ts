import type { Header } from './capture.ts';
import type { FailureCode } from './errors.ts';

/**
 * Deliveries in JSON: the API, the live events and the browser's state use the same shapes. Times are ISO 8601 in UTC with
 * milliseconds; durations are milliseconds; header strings are byte strings.
 */

/** What a delivery was made from. */
export type DeliverySource =
  /** A replay; `edited` when the request differs from the captured one in more than what a new connection needs. */
  | { readonly kind: 'capture'; readonly seq: number; readonly edited: boolean }
  | { readonly kind: 'sample'; readonly provider: string; readonly event: string }
  /** A capture that a forward rule sent on. */
  | {
      readonly kind: 'forward';
      readonly id: string;
      readonly seq: number;
      /** The names of the headers that the rule has set, in lower case: their values are for those who may send. */
      readonly set: readonly string[];
    }
  /** A capture that a program sent to a server near it: the command `wirebin listen`. */
  | { readonly kind: 'listener'; readonly name: string; readonly seq: number }
  /** Written by a person or a program. */
  | { readonly kind: 'request' };

/** Where a delivery goes: a bin of this server, without a network connection, or a URL. */
export type DeliveryDestination = { readonly bin: string } | { readonly url: string };

/** `waiting` for its turn, `sending`, `answered` with any status, `failed` without a complete response, or `stopped` by a person. */
export type DeliveryState = 'waiting' | 'sending' | 'answered' | 'failed' | 'stopped';

/** A row of the list and a live event: everything except headers and bodies. */
export type DeliverySummary = {
  readonly id: string;
  readonly source: DeliverySource;
  /** The bulk replay it belongs to. */
  readonly replayId: string | null;
  readonly createdAt: string;
  readonly destination: DeliveryDestination;
  readonly method: string;
  /** The request-target that is sent. */
  readonly target: string;
  readonly state: DeliveryState;
  /** The attempts, in order. */
  readonly attempts: readonly AttemptSummary[];
};

/** One try to send a delivery. */
export type AttemptSummary = {
  /** From 1. */
  readonly number: number;
  readonly startedAt: string;
  /** Null while it is being sent. */
  readonly ms: number | null;
  /** The status of the final response, as far as one was received. */
  readonly status: number | null;
  /** Why there is no complete response; null when there is one, and while it is being sent. */
  readonly failure: DeliveryFailure | null;
};

/** Why an attempt has no complete response, in the words of the error table. */
export type DeliveryFailure = {
  readonly code: FailureCode;
  readonly title: string;
  /** What was specific to this attempt. */
  readonly detail: string | null;
  /** What to do. */
  readonly hint: string;
  /** The phase it ended in, such as `connect` or `tls`. */
  readonly phase: string | null;
  /** With `egress-refused`: why, as in `lib/egress/egress-policy.ts`. */
  readonly reason: string | null;
};

/** A delivery with its request and everything that is known about its attempts. */
export type DeliveryJson = Omit<DeliverySummary, 'attempts'> & {
  readonly options: DeliveryOptions;
  /** The request as it was given; what was changed for a connection is in the hops. */
  readonly request: {
    readonly httpVersion: string;
    readonly headers: readonly Header[];
    readonly trailers: readonly Header[];
    /** `kept` is false when the body was that of a capture that was removed. Up to 64 KiB are included, as `text` or `base64`. */
    readonly body: {
      readonly size: number;
      readonly sha256: string;
      readonly kept: boolean;
      readonly text: string | null;
      readonly base64: string | null;
    };
  };
  readonly attempts: readonly AttemptJson[];
};

/** How a delivery is sent. */
export type DeliveryOptions = {
  /** Whether Host names the destination or stays as it was received. */
  readonly host: 'destination' | 'original';
  readonly followRedirects: boolean;
  readonly verifyCertificate: boolean;
  /** The most time for one attempt. */
  readonly timeoutMs: number;
};

/**
 * One attempt: the request that was sent and its response, once more for each redirect that was followed. After a response that is
 * withheld there are no further hops, since their destination is part of that response.
 */
export type AttemptJson = AttemptSummary & { readonly hops: readonly HopJson[] };

/** One request that was sent to one destination, and what came back. */
export type HopJson = {
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  /** How the request that was sent differs from the given one, and why (a code and a sentence). */
  readonly changes: readonly {
    readonly what: 'added' | 'dropped' | 'replaced';
    readonly header: string;
    readonly value: string | null;
    readonly why: string;
    readonly because: string;
  }[];
  /** Null before a connection, in-process, and where it is not for the reader. */
  readonly address: { readonly text: string; readonly kind: string } | null;
  readonly viaProxy: boolean;
  readonly tls: {
    readonly version: string;
    readonly cipher: string;
    readonly alpn: string | null;
    readonly certificate: {
      readonly subject: string;
      readonly issuer: string;
      readonly validTo: string | null;
    } | null;
    readonly verification: 'passed' | 'failed' | 'skipped';
    readonly problem: string | null;
  } | null;
  /** When each phase ended, milliseconds since the hop began; null for phases that were not reached or not needed. */
  readonly timings: {
    readonly lookedUp: number | null;
    readonly connected: number | null;
    readonly secured: number | null;
    readonly sent: number | null;
    readonly firstByte: number | null;
    readonly done: number | null;
  };
  readonly bytesSent: number;
  readonly informational: readonly {
    readonly status: number;
    readonly reason: string;
    readonly headers: readonly Header[];
  }[];
  /** `private-destination`: the response came from a private address and is shown to owners only. */
  readonly withheld: 'private-destination' | null;
  /** As far as it was received; null when there was no complete head. */
  readonly response: {
    readonly httpVersion: string;
    readonly status: number;
    readonly reason: string;
    readonly headers: readonly Header[];
    readonly trailers: readonly Header[];
    /** `received` counts all bytes; `kept` of them are stored, and up to 64 KiB are included, as `text` or `base64`. */
    readonly body: {
      readonly received: number;
      readonly kept: number;
      readonly isComplete: boolean;
      readonly text: string | null;
      readonly base64: string | null;
    };
  } | null;
  readonly failure: DeliveryFailure | null;
};

/** A page of a bin's deliveries, newest first. */
export type DeliveryPage = {
  readonly deliveries: readonly DeliverySummary[];
  /** How many deliveries the bin keeps, or those of the capture or bulk replay that was asked for. */
  readonly total: number;
  /** The id to pass as `before` for the next page; null at the end. */
  readonly next: string | null;
};

/** What a bulk replay would send, before it does. */
export type ReplayPlan = {
  readonly count: number;
  readonly bytes: number;
  /** How many are signed anew; the others are sent with the signatures they have. */
  readonly signedAnew: number;
  /** How long it takes apart from the time of the responses; null for `at-once`. */
  readonly takesMs: number | null;
  readonly destination: DeliveryDestination;
  /** The first few, in the order in which they are sent. */
  readonly sample: readonly { readonly seq: number; readonly method: string; readonly target: string }[];
  /** The highest `seq` that was considered. A bulk replay with the same `upTo` sends no requests that arrived after the plan. */
  readonly upTo: number;
};

/** A bulk replay, running or ended. */
export type ReplayProgress = {
  readonly id: string;
  readonly startedAt: string;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly count: number;
  /** How many have a response or have failed. */
  readonly ended: number;
  /** How many were removed before their turn, and were not sent. */
  readonly skipped: number;
  /** How many ended with each status, or with each failure code. */
  readonly results: readonly { readonly result: string; readonly count: number }[];
  readonly destination: DeliveryDestination;
  /** Why the whole replay ended early. */
  readonly failure: DeliveryFailure | null;
};
