import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';

/** A request to send: a capture, or one that somebody wrote. Strings are byte strings. */
export type OutgoingRequest = {
  readonly method: string;
  /** The request-target, sent as it is. */
  readonly target: string;
  /** `1.0`, `1.1`, or `2.0` if it was received over HTTP/2. */
  readonly httpVersion: string;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  /** Without transfer coding, with its content encoding. */
  readonly body: OutgoingBody;
};

/** A body in memory, or one that is read while it is sent. It may be read more than once, after redirects. */
export type OutgoingBody = Uint8Array | { readonly length: number; read(): AsyncIterable<Uint8Array> };

/** A request in the form of HTTP/1.1, ready to be written to a connection. */
export type PreparedRequest = {
  readonly method: string;
  readonly target: string;
  readonly httpVersion: '1.0' | '1.1';
  /** The headers that are sent, in their order. */
  readonly headers: readonly Header[];
  /** Request line and headers as bytes, with the empty line. */
  readonly head: Uint8Array;
  readonly framing: 'none' | 'length' | 'chunked';
  /** Empty unless `framing` is `chunked`. */
  readonly trailers: readonly Header[];
  readonly body: OutgoingBody;
  /** How `headers` and `trailers` differ from those that were stored. */
  readonly changes: readonly Change[];
};
