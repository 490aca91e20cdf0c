import type { FaultKind, Header } from '#lib/model/capture.ts';

/** A response to a sender. Headers are sent in this order and case; the door adds those that frame the message. */
export type BinResponse = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** The delay before the first byte, in milliseconds up to `longestDelayMs`; none if missing. */
  readonly delayMs?: number;
  /** The fault; missing if the response is sent intact. */
  readonly fault?: Fault;
  /** Set if the request is held for a manual response. */
  readonly hold?: Hold;
  /** Set if a person wrote it for a held request. */
  readonly isManual?: true;
};

/** A request that is kept open for a manual response in the inspector. */
export type Hold = {
  /** After this time, in milliseconds up to `longestHoldMs`, the sender gets the response that this is part of. */
  readonly deadlineMs: number;
};

/** The longest delay, in milliseconds. */
export const longestDelayMs = 120_000;
/** The longest hold, in milliseconds. */
export const longestHoldMs = 600_000;
/** The longest a fault keeps a connection open, in milliseconds. Then a slow response is sent in full, and a hang is closed. */
export const longestFaultMs = 600_000;

/**
 * Broken responses, as real receivers send them. HTTP/2 uses its own equivalents; see `lib/wire/response/faults/`. Byte counts
 * refer to the body.
 */
export type Fault =
  /** The connection is reset (TCP RST; RST_STREAM) without a response. */
  | { readonly kind: 'reset' }
  /** The connection is closed normally, without a response. */
  | { readonly kind: 'close' }
  /** Nothing is sent, and the connection stays open for `ms` milliseconds. */
  | { readonly kind: 'hang'; readonly ms: number }
  /** The connection is closed after the head and half of the body. */
  | { readonly kind: 'cut-body' }
  /** The body is sent slowly. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  /** The head is sent slowly. */
  | { readonly kind: 'slow-headers'; readonly bytesPerSecond: number }
  /**
   * `Content-Length` is larger (positive) or smaller (negative) than the body by this many bytes. Then the connection stays open
   * for `ms` milliseconds, if given, and is closed.
   */
  | { readonly kind: 'wrong-length'; readonly by: number; readonly ms?: number }
  /** `Transfer-Encoding: chunked` with a chunk of invalid size. */
  | { readonly kind: 'malformed-chunk' }
  /** Bytes that are not HTTP are sent, and the connection is closed. */
  | { readonly kind: 'garbage' };

export type { FaultKind };
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;
