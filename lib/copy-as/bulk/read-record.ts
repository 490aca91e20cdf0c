import { toBytes } from '../../http/byte-string.ts';
import type { Capture } from '../../model/capture.ts';
import { type CaptureRecord, captureRecordShape } from '../../model/capture-record.ts';
import { fail } from '../../model/errors.ts';

/**
 * The capture of a line of NDJSON.
 * Fails with `invalid-input`, saying what is wrong, when it is not one of our records.
 */
export function captureOfRecord(line: string): Capture {
  const result = captureRecordShape.safeParse(parsed(line));
  if (!result.success) {
    const complaints = result.error.issues.map(({ path, message }) => [...path, message].join(': '));
    return fail('invalid-input', complaints.slice(0, 3).join('; '));
  }
  const record = result.data;
  const { body } = record;
  return {
    seq: record.seq,
    method: record.method,
    target: record.target,
    prefixLength: prefixLengthOf(record),
    httpVersion: record.httpVersion,
    headers: record.headers,
    trailers: record.trailers,
    body: body.text === null ? toBytes(atob(body.base64 ?? '')) : new TextEncoder().encode(body.text),
    bodyStored: body.stored,
    bodySize: body.size,
    sha256: body.sha256,
    truncated: body.truncated,
    aborted: record.aborted,
    malformed: record.malformedReason,
    receivedAt: record.receivedAtMicros,
    headersMicros: Math.round(record.headersMs * 1000),
    uploadMicros: Math.round(record.uploadMs * 1000),
    peer: record.peer,
    client: record.client ?? null,
    scheme: record.scheme,
    tls: record.tls,
    via: record.via,
    note: record.note,
    pinned: record.pinned,
    answered: record.reply && {
      status: record.reply.status,
      micros: Math.round(record.reply.ms * 1000),
      complete: record.reply.complete,
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return fail('invalid-json', (error as Error).message);
  }
}

/** The record's path is the end of its target, but for a `/` that was added to one which began with `?` or was empty. */
function prefixLengthOf({ target, path }: CaptureRecord): number {
  for (const end of [path, path.slice(1)]) {
    if (target.endsWith(end)) return target.length - end.length;
  }
  return 0;
}
