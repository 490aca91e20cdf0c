import { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import { byteRange } from '#lib/http/byte-range.ts';
import { first } from '#lib/http/headers.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { Failure, problemOf } from '#lib/model/errors.ts';
import { answering, problemResponse, queryOf, refusing } from '../../../../../../answer.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** The body as received, streamed. A stranger wrote it: browsers may save it, never run it. */
export const GET = answering<CaptureParams>(async (call) => {
  queryOf(call.request, z.strictObject({}));
  const { bin, facts } = await captureFactsIn(call, 'look');
  const length = facts.bodyStored;
  const range = isStale(call.request, facts) ? null : byteRange(call.request.headers.get('range'), length);
  if (range === 'unsatisfiable') {
    const failure = new Failure('range-not-satisfiable', `The body is ${length} bytes long.`);
    return problemResponse(problemOf(failure, call.origin), { 'Content-Range': `bytes */${length}` });
  }
  const { first: from, last: to } = range ?? { first: 0, last: length - 1 };
  const headers = bodyHeaders(facts);
  headers.set('Content-Length', String(to + 1 - from));
  if (range) headers.set('Content-Range', `bytes ${from}-${to}/${length}`);
  const body = ReadableStream.from(call.store.readBody(bin.id, facts.seq, from, to));
  return new Response(body as BodyInit, { status: range ? 206 : 200, headers });
});

/** The sender has a part of something else: it gets the whole (If-Range, RFC 9110 §13.1.5). */
function isStale(request: Request, { sha256 }: CaptureFacts): boolean {
  const held = request.headers.get('if-range');
  return held !== null && held !== `"${sha256}"`;
}

function bodyHeaders(facts: CaptureFacts): Headers {
  const contentType = first(facts.headers, 'content-type');
  return new Headers({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${bodyFileName(facts.seq, contentType)}"`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    ETag: `"${facts.sha256}"`,
  });
}

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
