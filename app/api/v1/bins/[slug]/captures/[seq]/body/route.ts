import { ReadableStream } from 'node:stream/web';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import { byteRange } from '#lib/http/byte-range.ts';
import { readable } from '#lib/http/byte-string.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { Failure, fail, problemOf } from '#lib/model/errors.ts';
import { bodyShape } from '#lib/model/input.ts';
import { apiHandler, type Call, problemResponse, queryOf, rejectMethods } from '../../../../../../handler.ts';
import { inPieces } from '../../../../../../in-pieces.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** The body, streamed as received or decoded from its content encodings. It is untrusted: browsers may save it, never run it. */
export const GET = apiHandler<CaptureParams>(async (call) => {
  const { decoded } = queryOf(call.request, bodyShape);
  const { captures, facts } = await captureFactsIn(call, 'look');
  return decoded ? decodedBody(call, captures, facts) : receivedBody(call, captures, facts);
});

async function receivedBody(
  call: Call<CaptureParams>,
  captures: CaptureView,
  facts: CaptureFacts,
): Promise<Response> {
  const length = facts.bodyStored;
  const range = isStale(call.request, facts) ? null : byteRange(call.request.headers.get('range'), length);
  if (range === 'unsatisfiable') {
    const failure = new Failure('range-not-satisfiable', `The body has ${length} bytes.`);
    return problemResponse(problemOf(failure, call.origin), { 'Content-Range': `bytes */${length}` });
  }
  const { first: from, last: to } = range ?? { first: 0, last: length - 1 };
  const headers = bodyHeaders(facts);
  headers.set('Content-Length', String(to + 1 - from));
  if (range) headers.set('Content-Range', `bytes ${from}-${to}/${length}`);
  const body = ReadableStream.from(captures.readBody(facts.seq, from, to));
  return new Response(body as BodyInit, { status: range ? 206 : 200, headers });
}

/** Sends as much as could be decoded. Three headers describe it: the decoded encodings, whether it is truncated, and the error. */
async function decodedBody(
  call: Call<CaptureParams>,
  captures: CaptureView,
  facts: CaptureFacts,
): Promise<Response> {
  const bytes = captures.readBody(facts.seq, 0, facts.bodyStored - 1);
  const { body, truncated, error, undone } = await call.decodeDownload(
    bytes,
    contentCodings(facts.headers),
    call.request.signal,
  );
  const words = error && `${readable(error.coding)}: ${error.message}`;
  if (words && (body.length === 0 || undone.length === 0)) return fail('content-undecodable', `${words}.`);
  const headers = bodyHeaders(facts);
  for (const name of ['ETag', 'Accept-Ranges']) headers.delete(name);
  headers.set('Content-Length', String(body.length));
  headers.set('Wirebin-Decoded', undone.join(', '));
  if (truncated) headers.set('Wirebin-Truncated', 'true');
  if (words) headers.set('Wirebin-Decode-Error', words.replace(/[^\x20-\x7e]/g, '?'));
  return new Response(inPieces(body), { headers });
}

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

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
