import type { Header, Received } from '#lib/model/capture.ts';
import { toBytes } from './byte-string.ts';
import { all } from './header-lookup.ts';

/** What a request message is made of. */
export type MessageSource = Pick<
  Received,
  'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body' | 'truncated' | 'aborted'
>;

/**
 * The request as an HTTP/1.1 message (RFC 9112 §2.1): request line, header lines in the order and case sent, body.
 *
 * What cannot be had back, since a recipient drops it: white space around header values, the boundaries and extensions
 * of chunks (the body becomes one chunk), and, of a request that came as HTTP/2, its frames (it is written as 1.1).
 * A message that was cut short, by its sender or by our limit, stays cut short: its Content-Length is the one
 * sent, and no last chunk closes it, so that nobody takes the part for the whole.
 */
export function requestMessage(source: MessageSource): Uint8Array {
  const version = source.httpVersion === '1.0' ? '1.0' : '1.1';
  const head = messageHead({ ...source, httpVersion: version });
  if (!isChunked(source.headers)) return joined([head, source.body]);
  if (source.truncated || source.aborted) return joined([head, oneChunk(source.body)]);
  return joined([head, chunkedBody(source.body, source.trailers)]);
}

/** The head of a request: its request line and header lines, up to the empty line (RFC 9112 §2.1). */
export function messageHead({
  method,
  target,
  httpVersion,
  headers,
}: Pick<MessageSource, 'method' | 'target' | 'httpVersion' | 'headers'>): Uint8Array {
  return toBytes(`${method} ${target} HTTP/${httpVersion}\r\n${fieldLines(headers)}\r\n`);
}

/** The end of a chunked body: the last chunk, trailers, the final CRLF (RFC 9112 §7.1). */
export function lastChunk(trailers: readonly Header[]): Uint8Array {
  return toBytes(`0\r\n${fieldLines(trailers)}\r\n`);
}

/** The body in the chunked transfer coding (RFC 9112 §7.1): one chunk, the last chunk, trailers, the final CRLF. */
export function chunkedBody(body: Uint8Array, trailers: readonly Header[]): Uint8Array {
  return joined([oneChunk(body), lastChunk(trailers)]);
}

/** Nothing for an empty body: a chunk of size 0 would be the last one. */
function oneChunk(body: Uint8Array): Uint8Array {
  if (body.length === 0) return body;
  return joined([toBytes(`${body.length.toString(16)}\r\n`), body, toBytes('\r\n')]);
}

/** Whether the last transfer coding applied is chunked (RFC 9112 §7.1). */
export function isChunked(headers: readonly Header[]): boolean {
  return /(?:^|,)[\t ]*chunked[\t ]*$/i.test(all(headers, 'Transfer-Encoding').join(','));
}

function fieldLines(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}:${value && ' '}${value}\r\n`).join('');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
