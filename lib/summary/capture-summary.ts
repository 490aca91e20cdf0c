import { base64 } from '#lib/copy-as/request/body-text.ts';
import { toBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { pathOf } from '#lib/http/target.ts';
import type { Answered, Capture, CaptureFacts, ListedFacts, SentReply } from '#lib/model/capture.ts';
import type {
  CaptureJson,
  CaptureSummary,
  HeldSummary,
  ReplyContent,
  ReplyJson,
  ReplySummary,
} from '#lib/model/capture-json.ts';

/** A capture as in lists and live events. */
export function captureSummary(facts: ListedFacts): CaptureSummary {
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
    ...(facts.signature && { signature: facts.signature }),
    ...(facts.schema && { schema: facts.schema }),
    reply: facts.answered && replySummary(facts.answered),
    ...(facts.masked && { masked: facts.masked }),
  };
}

/** The response to a capture as in lists and live events. */
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
    ...(chosenBy?.by === 'forward' && { forward: { id: chosenBy.id, name: chosenBy.name } }),
    ...(chosenBy?.by === 'handshake' && { provider: chosenBy.provider }),
  };
}

/** The same with the recorded headers and body. */
export function replyJson(answered: Answered): ReplyJson {
  return { ...replySummary(answered), ...(answered.sent && replyContent(answered.sent)) };
}

/** Headers and body of a response. */
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

/** The bytes of a JSON body given as text or base64. */
export function bytesTold({ text, base64 }: { text: string | null; base64: string | null }): Uint8Array {
  return text === null ? toBytes(atob(base64 ?? '')) : new TextEncoder().encode(text);
}

/** When a hold began and when it ends, milliseconds since the epoch, as JSON. */
export function heldSummary({ since, deadline }: { since: number; deadline: number }): HeldSummary {
  return { since: new Date(since).toISOString(), deadline: new Date(deadline).toISOString() };
}

/** The longest body included in the JSON, bytes; longer ones are fetched from `…/body`. */
export const inlineBodyBytes = 64 * 1024;

/** A capture as JSON, as in `GET …/captures/{seq}`. `facts` are enough where the body is too long to be inline. */
export function captureJson(facts: CaptureFacts, body: Uint8Array | null): CaptureJson {
  const summary = captureSummary(facts);
  const text = body && utf8OrNull(body);
  return {
    ...summary,
    headers: [...facts.headers],
    trailers: [...facts.trailers],
    body: { ...summary.body, text, base64: body && text === null ? base64(body) : null },
    ...(facts.schemaViolations.length > 0 && { schemaViolations: facts.schemaViolations }),
    reply: facts.answered && replyJson(facts.answered),
  };
}

/** A capture as a complete record with its body, as in exports. */
export function captureRecord(capture: Capture): CaptureJson {
  return captureJson(capture, capture.body);
}
