import type { z } from 'zod';
import { toBytes } from '../../http/byte-string.ts';
import { prefixLengthOf } from '../../http/target.ts';
import { captureRecordShape } from '../../model/capture-record.ts';
import { fail } from '../../model/errors.ts';
import { type Imported, withProvider } from './import-format.ts';

/**
 * The capture that one of our records tells.
 * Fails with `invalid-input`, saying what is wrong, when it is none of them.
 */
export function captureOfRecord(value: unknown): Imported {
  const result = captureRecordShape.safeParse(value);
  if (!result.success) return fail('invalid-input', complaintsOf(result.error));
  const record = result.data;
  const { body } = record;
  const bytes = body.text === null ? toBytes(atob(body.base64 ?? '')) : new TextEncoder().encode(body.text);
  if (bytes.length !== body.stored) {
    return fail('invalid-input', `body.stored: is ${body.stored}, and the body has ${bytes.length} bytes`);
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
    answered: record.reply && {
      status: record.reply.status,
      micros: Math.round(record.reply.ms * 1000),
      complete: record.reply.complete,
    },
  };
  return withProvider(capture, record.provider);
}

/** Fails with `invalid-json` when the text is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail('invalid-json', (error as Error).message);
  }
}

/** What is wrong with a value, the first few things. */
export function complaintsOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => [...path, message].join(': '))
    .join('; ');
}
