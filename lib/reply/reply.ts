import type { Header } from '../model/capture.ts';

/** What the sender gets. Headers are sent in this order, in this case. */
export type Reply = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** How long the sender waits for the first byte, milliseconds; 0 or nothing for at once. */
  readonly delayMs?: number;
  /** How the reply goes wrong on purpose; nothing for a reply that is sent as it is. */
  readonly fault?: Fault;
};

/**
 * Ways to answer badly, as receivers do in the wild. Where HTTP/2 has an equivalent it is used; see `wire/`.
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
  /** `Content-Length` says so many bytes more, or fewer, than are sent. */
  | { readonly kind: 'wrong-length'; readonly by: number }
  /** `Transfer-Encoding: chunked` with a chunk whose size is no number. */
  | { readonly kind: 'malformed-chunk' }
  /** Bytes that are not HTTP, then closed. */
  | { readonly kind: 'garbage' };

export type FaultKind = Fault['kind'];
