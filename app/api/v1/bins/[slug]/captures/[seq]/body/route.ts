import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import { readable } from '#lib/http/byte-string.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { bodyShape } from '#lib/model/input.ts';
import { apiHandler, type Call, queryOf, rejectMethods } from '../../../../../../handler.ts';
import { inPieces } from '../../../../../../in-pieces.ts';
import { storedBody, unchanged, untrustedHeaders } from '../../../../../../stored-body.ts';
import { isKnown } from '../../../../../../tagged.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** The body, streamed as received or decoded from its content encodings. It is untrusted: browsers may save it, never run it. */
export const GET = apiHandler<CaptureParams>(async (call) => {
  const { decoded } = queryOf(call.request, bodyShape);
  const { captures, facts } = await captureFactsIn(call, 'look');
  return decoded ? decodedBody(call, captures, facts) : receivedBody(call, captures, facts);
});

function receivedBody(call: Call<CaptureParams>, captures: CaptureView, facts: CaptureFacts): Response {
  return storedBody(call, {
    ...namesOf(facts),
    length: facts.bodyStored,
    read: (first, last) => captures.readBody(facts.seq, first, last),
  });
}

/** Sends as much as could be decoded. Three headers describe it: the decoded encodings, whether it is truncated, and the error. */
async function decodedBody(
  call: Call<CaptureParams>,
  captures: CaptureView,
  facts: CaptureFacts,
): Promise<Response> {
  const codings = contentCodings(facts.headers);
  const tag = `${facts.sha256}-${codings.map(({ sent }) => encodeURIComponent(sent)).join('+')}`;
  if (isKnown(call.request, tag)) return unchanged(tag);
  const bytes = captures.readBody(facts.seq, 0, facts.bodyStored - 1);
  const { body, truncated, error, undone } = await call.decodeDownload(bytes, codings, call.request.signal);
  const words = error && `${readable(error.coding)}: ${error.message}`;
  if (words && (body.length === 0 || undone.length === 0)) return fail('content-undecodable', `${words}.`);
  const headers = untrustedHeaders({ ...namesOf(facts), tag });
  headers.delete('Accept-Ranges');
  headers.set('Content-Length', String(body.length));
  headers.set('Wirebin-Decoded', undone.join(', '));
  if (truncated) headers.set('Wirebin-Truncated', 'true');
  if (words) headers.set('Wirebin-Decode-Error', words.replace(/[^\x20-\x7e]/g, '?'));
  return new Response(inPieces(body), { headers });
}

function namesOf(facts: CaptureFacts) {
  return { fileName: bodyFileName(facts.seq, first(facts.headers, 'content-type')), tag: facts.sha256 };
}

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
