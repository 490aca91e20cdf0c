import { fromBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { BodyKind } from '../body-kind.ts';
import { readHeaderLines } from '../header-lines.ts';
import type { Rows } from '../rows.ts';

/** A request or response inside a body (RFC 9112 §2.1). */
export type HttpMessage = {
  /** The request line or status line, a byte string. */
  readonly startLine: string;
  readonly isRequest: boolean;
  /** In the order and case sent, with duplicates; byte strings. */
  readonly headers: readonly Header[];
  /** The value of its Content-Type; null if it has none. */
  readonly contentType: string | null;
  /** The range of its body, in bytes. */
  readonly offset: number;
  readonly length: number;
};

/** `GET /a HTTP/1.1` (RFC 9112 §3), or `HTTP/1.1 200 OK` (§4). Batches leave out the version. */
const startLine =
  /^(?:\r?\n)*(?:([!#$%&'*+\-.^_`|~\da-z]+) (\S+)(?: HTTP\/\d\.\d)?|HTTP\/\d\.\d \d{3}[^\r\n]*)\r?(?:\n|$)/i;
const mostStartLine = 64 * 1024;
const mostHeadBytes = 64 * 1024;

/** Reads an HTTP message; null if the first line is neither a request line nor a status line. */
export function readHttpMessage(body: Uint8Array): HttpMessage | null {
  const found = startLine.exec(fromBytes(body.subarray(0, mostStartLine)));
  if (found === null) return null;
  const head = readHeaderLines(body, found[0].length, body.length, mostHeadBytes);
  const declared = first(head.headers, 'Content-Length');
  const rest = body.length - head.end;
  return {
    startLine: found[0].trim(),
    isRequest: found[1] !== undefined,
    headers: head.headers,
    contentType: first(head.headers, 'Content-Type'),
    offset: head.end,
    length: declared !== null && /^\d{1,15}$/.test(declared) ? Math.min(rest, Number(declared)) : rest,
  };
}

/** One HTTP message in a body, as in the parts of a batch. */
export const httpMessage = {
  id: 'http',
  title: 'HTTP message',
  fits: ({ mediaType, text }) => {
    const named = mediaType?.essence === 'application/http' || mediaType?.essence === 'message/http';
    return { named, found: named && startLine.test(text) ? 'certain' : 'no' };
  },
  read(body): Rows<HttpMessage> {
    const message = readHttpMessage(body);
    return {
      count: message === null ? 0 : 1,
      done: true,
      readUpTo: () => (message === null ? 0 : 1),
      row: () => message!,
    };
  },
} satisfies BodyKind<'http', Rows<HttpMessage>>;
