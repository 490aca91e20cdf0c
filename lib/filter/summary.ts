import { prefixLengthOf } from '#lib/http/target.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { Subject } from './key.ts';

/**
 * What a summary tells of a capture, for filters that are `ofSummary`: all facts but the headers, of which only
 * Content-Type and User-Agent are known.
 */
export function factsOfSummary(summary: CaptureSummary): Subject['facts'] {
  const { body, reply, contentType, userAgent } = summary;
  return {
    seq: summary.seq,
    method: summary.method,
    target: summary.target,
    prefixLength: prefixLengthOf(summary.target, summary.path),
    httpVersion: summary.httpVersion,
    headers: [
      ...(contentType === null ? [] : [['Content-Type', contentType] as const]),
      ...(userAgent === null ? [] : [['User-Agent', userAgent] as const]),
    ],
    receivedAt: summary.receivedAtMicros,
    headersMicros: Math.round(summary.headersMs * 1000),
    uploadMicros: Math.round(summary.uploadMs * 1000),
    provider: summary.provider,
    signature: summary.signature ?? null,
    schema: summary.schema ?? null,
    malformed: summary.malformed ? (summary.malformedReason ?? '') : null,
    peer: summary.peer,
    client: summary.client,
    scheme: summary.scheme,
    tls: summary.tls,
    via: summary.via,
    bodyStored: body.stored,
    bodySize: body.size,
    sha256: body.sha256,
    truncated: body.truncated,
    aborted: summary.aborted,
    note: summary.note,
    pinned: summary.pinned,
    answered: reply && {
      status: reply.status,
      micros: Math.round(reply.ms * 1000),
      complete: reply.complete,
    },
  };
}
