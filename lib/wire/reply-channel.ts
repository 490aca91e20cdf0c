import type { Reply } from '../reply/reply.ts';
import type { Presence } from './presence.ts';

/**
 * What only some doors can do for some senders: reset a connection; close it without an answer; say a length that is not the
 * body's; put bytes on the wire as they are; send chunks, which HTTP/1.0 does not know and HTTP/2 no longer has.
 */
export type Means = 'reset' | 'close' | 'length' | 'raw' | 'chunks';

/**
 * What a reply is written to, at one of the doors: as it is, or piece by piece by one that goes wrong. What is written once the
 * sender has left is lost without a complaint.
 */
export interface ReplyChannel {
  readonly can: ReadonlySet<Means>;
  readonly sender: Presence;
  /** Whether an answer to this request may have a body: not to HEAD, and not with 204 or 304 (RFC 9112 §6.3). */
  takesBody(reply: Reply): boolean;
  /** Resolves once it is this reply's turn on the connection. Only then may it be written piece by piece. */
  turn(): Promise<void>;

  /** The whole reply, after which the connection serves the next request. Resolves once the system has it, or never will. */
  whole(reply: Reply): Promise<void>;

  /** Status and header fields; the body is said to have so many bytes, or to come in chunks. */
  head(reply: Reply, length: number | 'chunked'): void;
  /** Bytes of the body. Resolves once the system has them, or never will. */
  body(bytes: Uint8Array): Promise<void>;
  /** The end of a body that is whole. */
  end(): Promise<void>;

  /** The end of a body that is not as long as was said, after which the connection serves no other request. */
  endWrong(): Promise<void>;

  /** Closes in order, before anything was answered, where `can` has `close`. */
  close(): Promise<void>;
  /** Resets, before anything was answered, where `can` has `reset`. */
  reset(): Promise<void>;
  /** Closes in the middle of a reply. */
  cut(): Promise<void>;

  /** The same channel written to by hand, where `can` has `raw` and the sender is still there; its connection is closed afterwards. */
  readonly byHand: HandWritten | null;

  /** How it came out so far. */
  readonly outcome: Outcome;
  /** Calls back if it turns out later that the sender had left before it read all that the system took for it. */
  whenLeft(listener: () => void): void;
}

/** A channel that also takes bytes as they are. */
export interface HandWritten extends ReplyChannel {
  /** Resolves like `body`. */
  raw(bytes: Uint8Array): Promise<void>;
}

export type Outcome = {
  /** The reply was performed to its end, while the sender was there. */
  complete: boolean;
  /** Bytes of the body that the system took. */
  bodySent: number;
};

/** Bodies are handed over in pieces of so many bytes, so that it shows how much of one was taken. */
export const pieceLength = 64 * 1024;

export function* piecesOf(body: Uint8Array, length = pieceLength): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length);
}
