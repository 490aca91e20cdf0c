import { maskRemarks } from '#lib/copy-as/mask-words.ts';
import type { CopySource } from '#lib/copy-as/target.ts';
import { toBytes } from '#lib/http/byte-string.ts';
import { prefixLengthOf } from '#lib/http/target.ts';
import type { SentReply } from '#lib/model/capture.ts';
import type { CaptureJson, ReplyContent } from '#lib/model/capture-json.ts';

/** A capture as the copy targets want it, given the bytes kept of its body. */
export function copySourceOf(capture: CaptureJson, body: Uint8Array): CopySource {
  const { reply, receivedAtMicros, target, path } = capture;
  return {
    ...capture,
    body,
    bodySize: capture.body.size,
    truncated: capture.body.truncated,
    prefixLength: prefixLengthOf(target, path),
    receivedAt: receivedAtMicros,
    ...(capture.masked && { remarks: maskRemarks(capture.masked) }),
    answered: reply && {
      status: reply.status,
      micros: Math.round(reply.ms * 1000),
      complete: reply.complete,
      ...(reply.bodySent !== undefined && { bodySent: reply.bodySent }),
      ...(reply.headers && reply.body && { sent: sentOf(reply.headers, reply.body) }),
    },
  };
}

/** What was sent, as far as it was told. */
function sentOf(headers: ReplyContent['headers'], { size, text, base64 }: ReplyContent['body']): SentReply {
  const body = text === null ? toBytes(atob(base64 ?? '')) : new TextEncoder().encode(text);
  return { headers, body, bodySize: size };
}
