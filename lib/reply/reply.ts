import type { FaultKind, Header } from '../model/capture.ts';

/** What the sender gets. Headers are sent in this order, in this case; those that frame the message are the door's. */
export type Reply = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** How long the sender waits for the first byte, milliseconds, up to `longestDelayMs`; 0 or nothing for at once. */
  readonly delayMs?: number;
  /** How the reply goes wrong on purpose; nothing for a reply that is sent as it is. */
  readonly fault?: Fault;
  /** The sender waits for somebody to answer by hand; nothing for a reply that is sent without. */
  readonly hold?: Hold;
  /** Somebody wrote it while the sender was held. */
  readonly byHand?: true;
};

/** A request that is kept open until somebody answers it in the inspector. */
export type Hold = {
  /** After so long, milliseconds, up to `longestHoldMs`, the sender gets the reply that this is part of. */
  readonly deadlineMs: number;
};

/** The longest a reply is delayed, milliseconds. */
export const longestDelayMs = 120_000;
/** The longest a request is held to be answered by hand, milliseconds. */
export const longestHoldMs = 600_000;
/** The longest a fault keeps a connection, milliseconds: what trickles is then sent at once, what hangs is closed. */
export const longestFaultMs = 600_000;

/**
 * Ways to answer badly, as receivers do in the wild. Where HTTP/2 has an equivalent it is used; see `wire/faults/`.
 * Byte counts are of the reply's body.
 */
export type Fault =
  /** The connection is reset (TCP RST; RST_STREAM) without an answer. */
  | { readonly kind: 'reset' }
  /** The connection is closed in order, without an answer. */
  | { readonly kind: 'close' }
  /** Nothing is sent, and the connection stays open for so long, milliseconds. */
  | { readonly kind: 'hang'; readonly ms: number }
  /** Head and half of the body, then closed. */
  | { readonly kind: 'cut-body' }
  /** The body trickles. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  /** The head trickles. */
  | { readonly kind: 'slow-headers'; readonly bytesPerSecond: number }
  /**
   * `Content-Length` says so many bytes more (positive) or fewer (negative) than are sent. Then the connection stays open for
   * `ms` milliseconds, if any, and is closed.
   */
  | { readonly kind: 'wrong-length'; readonly by: number; readonly ms?: number }
  /** `Transfer-Encoding: chunked` with a chunk whose size is no number. */
  | { readonly kind: 'malformed-chunk' }
  /** Bytes that are not HTTP, then closed. */
  | { readonly kind: 'garbage' };

export type { FaultKind };
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;
