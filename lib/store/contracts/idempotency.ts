/**
 * Calls of the API that carry an `Idempotency-Key`. Names and callers are hashes, and responses are encrypted: they may have keys, of which
 * the database keeps only hashes. Times are milliseconds since the epoch.
 */
export interface IdempotencyStore {
  /**
   * Records that a call begins; null when it may. Otherwise the call of the same name that began before it. One whose `heldUntil` has passed
   * without a response is forgotten: its process has ended. Of a caller with more calls or bytes than `callsOfCaller` allows, the oldest are
   * removed.
   */
  beginCall(call: NewIdempotentCall): Promise<IdempotentCall | null>;
  /** Records the response of a call that has begun. */
  finishCall(name: Uint8Array, response: Uint8Array): Promise<void>;
  /** Forgets a call that has failed, so that it may begin again. */
  forgetCall(name: Uint8Array): Promise<void>;
  /** Forgets the calls that began before a time. */
  removeCalls(before: number): Promise<void>;
}

export type NewIdempotentCall = {
  readonly name: Uint8Array;
  readonly caller: Uint8Array;
  /** The hash of what is asked for. */
  readonly fingerprint: Uint8Array;
  readonly now: number;
  readonly heldUntil: number;
};

export type IdempotentCall = {
  readonly fingerprint: Uint8Array;
  /** Null while it is in progress. */
  readonly response: Uint8Array | null;
};

/** How many calls of one caller are remembered, and how many bytes of their responses. */
export const callsOfCaller = { most: 1000, bytes: 16 * 2 ** 20 };
