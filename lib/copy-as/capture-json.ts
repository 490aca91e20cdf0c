import { utf8OrNull } from '../http/byte-string.ts';
import { first } from '../http/headers.ts';
import { pathOf } from '../http/target.ts';
import type { Answered, Capture, CaptureFacts } from '../model/capture.ts';
import type { CaptureJson, CaptureSummary, HeldSummary, ReplySummary } from '../model/capture-json.ts';
import { base64 } from './body-text.ts';

/** A capture as lists and live events show it. */
export function captureSummary(facts: Omit<CaptureFacts, 'trailers'>): CaptureSummary {
  return {
    seq: facts.seq,
    method: facts.method,
    target: facts.target,
    path: pathOf(facts.target, facts.prefixLength),
    httpVersion: facts.httpVersion,
    receivedAt: new Date(Math.floor(facts.receivedAt / 1000)).toISOString(),
    receivedAtMicros: facts.receivedAt,
    headersMs: facts.headersMicros / 1000,
    uploadMs: facts.uploadMicros / 1000,
    peer: facts.peer,
    client: facts.client,
    scheme: facts.scheme,
    tls: facts.tls,
    via: facts.via,
    aborted: facts.aborted,
    malformed: facts.malformed !== null,
    malformedReason: facts.malformed,
    contentType: first(facts.headers, 'content-type'),
    userAgent: first(facts.headers, 'user-agent'),
    body: {
      size: facts.bodySize,
      sha256: facts.sha256,
      stored: facts.bodyStored,
      truncated: facts.truncated,
    },
    note: facts.note,
    pinned: facts.pinned,
    provider: null,
    reply: facts.answered && replySummary(facts.answered),
    ...(facts.masked && { masked: facts.masked }),
  };
}

/** How a capture was answered, as JSON. */
export function replySummary({ status, micros, complete, ...more }: Answered): ReplySummary {
  return { status, ms: micros / 1000, complete, ...more };
}

/** Since when a request is held, and until when, milliseconds since the epoch, as JSON. */
export function heldSummary({ since, deadline }: { since: number; deadline: number }): HeldSummary {
  return { since: new Date(since).toISOString(), deadline: new Date(deadline).toISOString() };
}

/** Bodies up to this many bytes travel inside the JSON; longer ones are fetched from `…/body`. */
export const inlineBodyBytes = 64 * 1024;

/** A capture as JSON, the shape of `GET …/captures/{seq}`. `facts` will do where its body is too long to be inline. */
export function captureJson(facts: CaptureFacts, body: Uint8Array | null): CaptureJson {
  const summary = captureSummary(facts);
  const text = body && utf8OrNull(body);
  return {
    ...summary,
    headers: [...facts.headers],
    trailers: [...facts.trailers],
    body: { ...summary.body, text, base64: body && text === null ? base64(body) : null },
  };
}

/** A capture as a whole record, its body inline however long: what exports write. */
export function captureRecord(capture: Capture): CaptureJson {
  return captureJson(capture, capture.body);
}
