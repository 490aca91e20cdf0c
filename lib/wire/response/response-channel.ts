import type { BinResponse } from '#lib/reply/response.ts';
import type { SenderPresence } from './sender-gone.ts';

/**
 * A capability that only some channels have: reset a connection; close it without a response; send a wrong length; send
 * raw bytes; send chunks, which HTTP/1.0 and HTTP/2 lack.
 */
export type Capability = 'reset' | 'close' | 'length' | 'raw' | 'chunks';

/**
 * Writes a response to a request: as a whole, or in pieces for a fault. Writing after the sender has left has no effect
 * and is no error.
 */
export interface ResponseChannel {
  readonly capabilities: ReadonlySet<Capability>;
  readonly sender: SenderPresence;
  /** Whether a response to this request may have a body: not for HEAD, and not with 204 or 304 (RFC 9112 §6.3). */
  allowsBody(reply: BinResponse): boolean;
  /** Resolves once earlier responses on the connection are done. Only then may this one be written in pieces. */
  waitForTurn(): Promise<void>;

  /**
   * Sends the whole response, after which the connection serves the next request. Resolves once the system has accepted
   * it, or never will.
   */
  send(reply: BinResponse): Promise<void>;

  /** Sends status and headers; `length` is the declared length of the body. */
  sendHead(reply: BinResponse, length: number | 'chunked'): void;
  /** Sends bytes of the body. Resolves once the system has accepted them, or never will. */
  sendBody(bytes: Uint8Array): Promise<void>;
  /** Ends a complete body. */
  end(): Promise<void>;

  /** Ends a body that does not have the declared length. The connection is not used for other requests. */
  endMismatched(): Promise<void>;

  /** Closes normally before anything was sent, if `capabilities` has `close`. */
  close(): Promise<void>;
  /** Resets before anything was sent, if `capabilities` has `reset`. */
  reset(): Promise<void>;
  /** Closes the connection in the middle of a response. */
  cut(): Promise<void>;

  /** Sends raw bytes, if `capabilities` has `raw` and the sender is still connected; the connection is closed afterwards. */
  readonly rawChannel: RawChannel | null;

  /** The outcome so far. */
  readonly outcome: Outcome;
  /** Calls back if it turns out later that the sender left before it had read everything. */
  whenLeftEarly(listener: () => void): void;
}

/** A channel that also accepts raw bytes. */
export interface RawChannel extends ResponseChannel {
  /** Resolves like `body`. */
  sendRaw(bytes: Uint8Array): Promise<void>;
}

export type Outcome = {
  /** Whether the whole response was sent while the sender was connected. */
  complete: boolean;
  /** How many body bytes the system accepted. */
  bodySent: number;
};

/** Bodies are written in pieces of this many bytes, so that it is known how much was accepted. */
export const pieceLength = 64 * 1024;

export function* piecesOf(body: Uint8Array, length = pieceLength): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length);
}
