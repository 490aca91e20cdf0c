import { prefixLengthOf } from '#lib/http/target.ts';
import type { Answered } from '#lib/model/capture.ts';
import { type CaptureRecord, captureRecordShape } from '#lib/model/capture-record.ts';
import { fail } from '#lib/model/errors.ts';
import { shaped } from '#lib/model/read-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { type Imported, withProvider } from './import-format.ts';

/** Parses a record of a Wirebin export. Fails with `invalid-input`. */
export function captureOfRecord(value: unknown): Imported {
  const record = shaped(value, captureRecordShape);
  const { body } = record;
  const bytes = bytesTold(body);
  if (bytes.length !== body.stored) {
    return fail('invalid-input', `body.stored: is ${body.stored}, but the body has ${bytes.length} bytes`);
  }
  const capture = {
    seq: record.seq,
    method: record.method,
    target: record.target,
    prefixLength: prefixLengthOf(record.target, record.path),
    httpVersion: record.httpVersion,
    headers: record.headers,
    trailers: record.trailers,
    body: bytes,
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
    answered: record.reply && answeredOf(record.reply),
    signature: record.signature ?? null,
    schema: record.schema ?? null,
    schemaViolations: record.schemaViolations ?? [],
  };
  return withProvider(capture, record.provider);
}

function answeredOf(reply: NonNullable<CaptureRecord['reply']>): Answered {
  const { status, ms, complete, bodySent, fault, faultChosen, delayMs, waitSkippedBy, step, error } = reply;
  const { headers, body } = reply;
  const bytes = body && bytesTold(body);
  return {
    status,
    micros: Math.round(ms * 1000),
    complete,
    ...(bodySent !== undefined && { bodySent }),
    ...(fault && { fault }),
    ...(faultChosen !== undefined && { faultChosen }),
    ...(delayMs !== undefined && { delayMs }),
    ...(waitSkippedBy !== undefined && { waitSkippedBy }),
    ...chosenIn(reply),
    ...(step !== undefined && { step }),
    ...(error !== undefined && { error }),
    ...(headers && bytes && { sent: { headers, body: bytes, bodySize: Math.max(body.size, bytes.length) } }),
  };
}

/** What selected the response; the default where the record does not say. */
function chosenIn({
  by,
  rule,
  forward,
  provider,
  headers,
}: NonNullable<CaptureRecord['reply']>): Pick<Answered, 'chosenBy'> {
  if (by === 'rule') return rule ? { chosenBy: { by, ...rule } } : {};
  if (by === 'forward') return forward ? { chosenBy: { by, ...forward } } : {};
  if (by === 'handshake') return { chosenBy: { by, provider: provider ?? '' } };
  if (by) return { chosenBy: { by } };
  return headers ? { chosenBy: { by: 'default' } } : {};
}
