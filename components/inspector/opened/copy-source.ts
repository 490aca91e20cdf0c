import type { CopySource } from '#lib/copy-as/target.ts';
import { prefixLengthOf } from '#lib/http/target.ts';
import { maskRemarks } from '#lib/masking/mask-words.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';

/** A capture as the copy formats need it, given the stored bytes of its body. */
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
      ...(reply.headers &&
        reply.body && {
          sent: { headers: reply.headers, body: bytesTold(reply.body), bodySize: reply.body.size },
        }),
    },
  };
}
