import { toBytes, utf8OrNull } from '../http/byte-string.ts';
import { first } from '../http/headers.ts';
import { pathOf } from '../http/target.ts';
import type { Answered, Capture, CaptureFacts, SentReply } from '../model/capture.ts';
import type {
  CaptureJson,
  CaptureSummary,
  HeldSummary,
  ReplyContent,
  ReplyJson,
  ReplySummary,
} from '../model/capture-json.ts';
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
    provider: facts.provider,
    reply: facts.answered && replySummary(facts.answered),
    ...(facts.masked && { masked: facts.masked }),
  };
}

/** How a capture was answered, as lists and live events show it. */
export function replySummary({
  status,
  micros,
  complete,
  chosenBy,
  sent: _,
  delayMs = 0,
  fault = null,
  ...more
}: Answered): ReplySummary {
  return {
    status,
    ms: micros / 1000,
    complete,
    ...more,
    ...(delayMs > 0 && { delayMs }),
    ...(fault !== null && { fault }),
    ...(chosenBy && chosenBy.by !== 'default' && { by: chosenBy.by }),
    ...(chosenBy?.by === 'rule' && { rule: { id: chosenBy.id, name: chosenBy.name } }),
    ...(chosenBy?.by === 'handshake' && { provider: chosenBy.provider }),
  };
}

/** The same with what was sent, as far as it was recorded. */
export function replyJson(answered: Answered): ReplyJson {
  return { ...replySummary(answered), ...(answered.sent && replyContent(answered.sent)) };
}

/** Headers and body of a reply. */
export function replyContent({ headers, body: bytes, bodySize }: SentReply): ReplyContent {
  const kept = bytes.subarray(0, inlineBodyBytes);
  const text = utf8OrNull(kept);
  return {
    headers: [...headers],
    body: {
      size: bodySize,
      truncated: kept.length < bodySize,
      text,
      base64: text === null ? base64(kept) : null,
    },
  };
}

/** The bytes that JSON tells as text or in base64. */
export function bytesTold({ text, base64 }: { text: string | null; base64: string | null }): Uint8Array {
  return text === null ? toBytes(atob(base64 ?? '')) : new TextEncoder().encode(text);
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
    reply: facts.answered && replyJson(facts.answered),
  };
}

/** A capture as a whole record, its body inline however long: what exports write. */
export function captureRecord(capture: Capture): CaptureJson {
  return captureJson(capture, capture.body);
}
