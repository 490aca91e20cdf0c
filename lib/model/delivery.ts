import type { Header } from './capture.ts';
import type {
  DeliveryDestination,
  DeliveryOptions,
  DeliverySource,
  DeliveryState,
  HopJson,
} from './delivery-json.ts';
import type { FailureCode } from './errors.ts';

/**
 * Deliveries as they are stored: requests that a bin sends. Times are milliseconds since the epoch. `delivery-json.ts` has the shapes
 * that people see, which depend on their rights.
 */

/** The code of a failure and its specifics. Title and hint are those of the error table. */
export type RecordedFailure = {
  readonly code: FailureCode;
  readonly detail: string | null;
  readonly phase: string | null;
  readonly reason: string | null;
};

/** A hop without the bytes of its response. */
export type DeliveryHop = Omit<HopJson, 'withheld' | 'failure' | 'response' | 'changes'> & {
  readonly changes: readonly Omit<HopJson['changes'][number], 'because'>[];
  readonly failure: RecordedFailure | null;
  readonly response:
    | (Omit<NonNullable<HopJson['response']>, 'body'> & {
        readonly body: { readonly received: number; readonly kept: number; readonly isComplete: boolean };
      })
    | null;
};

/** One try to send a delivery, as in lists. */
export type AttemptFacts = {
  /** From 1. */
  readonly number: number;
  readonly startedAt: number;
  /** Null while it is being sent. */
  readonly ms: number | null;
  readonly status: number | null;
  /** Whether a response came from an address that is not public: the last one and its status are shown to owners only. */
  readonly isPrivate: boolean;
  readonly failure: RecordedFailure | null;
};

export type DeliveryAttempt = AttemptFacts & { readonly hops: readonly DeliveryHop[] };

/** What all reads of a delivery give. */
type DeliveryFacts = {
  /** `dlv_…` */
  readonly id: string;
  readonly source: DeliverySource;
  readonly replayId: string | null;
  readonly createdAt: number;
  readonly destination: DeliveryDestination;
  readonly method: string;
  readonly target: string;
  readonly state: DeliveryState;
  /** The process that sends it; null once it has ended. */
  readonly owner: string | null;
};

/** A delivery as in lists: without headers and bodies. */
export type ListedDelivery = DeliveryFacts & { readonly attempts: readonly AttemptFacts[] };

/** The request of a delivery without the bytes of its body. */
export type DeliveryRequest = {
  readonly httpVersion: string;
  /** A malformed message: its body is the whole message, and it has no headers. */
  readonly isMalformed: boolean;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
};

export type Delivery = DeliveryFacts &
  DeliveryRequest & {
    readonly options: DeliveryOptions;
    readonly body: {
      readonly size: number;
      /** Lower-case hexadecimal. */
      readonly sha256: string;
      /** False when the body was that of a capture that was removed. */
      readonly kept: boolean;
      /** Whether it is the body of a capture that was not stored completely. Such a delivery cannot be sent. */
      readonly truncated: boolean;
    };
    readonly attempts: readonly DeliveryAttempt[];
  };

/** Whether a delivery waits or is being sent. */
export function isUnderWay({ state }: Pick<ListedDelivery, 'state'>): boolean {
  return state === 'waiting' || state === 'sending';
}
