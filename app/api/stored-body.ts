import { ReadableStream } from 'node:stream/web';
import { byteRange } from '#lib/http/byte-range.ts';
import { Failure, problemOf } from '#lib/model/errors.ts';
import { type Call, problemResponse } from './handler.ts';
import { isKnown } from './tagged.ts';

/** Bytes that strangers sent. */
export type StoredBody = {
  readonly length: number;
  /** Identifies the bytes, for `If-Range` and `If-None-Match`. */
  readonly tag: string;
  readonly fileName: string;
  /** The bytes from offset `first` to `last`, both included. */
  readonly read: (first: number, last: number) => AsyncIterable<Uint8Array>;
};

/** The bytes, or the range of them that the request asks for, streamed. */
export function storedBody(
  { request, origin }: Pick<Call<unknown>, 'request' | 'origin'>,
  body: StoredBody,
): Response {
  const { length, tag, read } = body;
  if (isKnown(request, tag)) return unchanged(tag);
  const range = isStale(request, tag) ? null : byteRange(request.headers.get('range'), length);
  if (range === 'unsatisfiable') {
    const failure = new Failure('range-not-satisfiable', `The body has ${length} bytes.`);
    return problemResponse(problemOf(failure, origin), { 'Content-Range': `bytes */${length}` });
  }
  const { first, last } = range ?? { first: 0, last: length - 1 };
  const headers = untrustedHeaders(body);
  headers.set('Content-Length', String(last + 1 - first));
  if (range) headers.set('Content-Range', `bytes ${first}-${last}/${length}`);
  const stream = ReadableStream.from(read(first, last));
  return new Response(stream as BodyInit, { status: range ? 206 : 200, headers });
}

/** The headers of untrusted bytes: browsers may save them, never run them. */
export function untrustedHeaders({ fileName, tag }: Pick<StoredBody, 'fileName' | 'tag'>): Headers {
  return new Headers({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    ...tagHeaders(tag),
  });
}

/** The response to a client that has the bytes already. */
export function unchanged(tag: string): Response {
  return new Response(null, { status: 304, headers: tagHeaders(tag) });
}

/** The headers that a response with the bytes and one without them, 304, have in common (RFC 9110 §15.4.5). */
function tagHeaders(tag: string): Record<string, string> {
  return { 'Cache-Control': 'no-store', ETag: `"${tag}"` };
}

/** The client has a part of something else: it gets the whole (If-Range, RFC 9110 §13.1.5). */
function isStale(request: Request, tag: string): boolean {
  const held = request.headers.get('if-range');
  return held !== null && held !== `"${tag}"`;
}
