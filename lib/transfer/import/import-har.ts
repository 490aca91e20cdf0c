import { z } from 'zod';
import { type Answered, noSchemaFacts } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { parsedJson, shaped } from '#lib/model/read-json.ts';
import { harEntries } from './har-entries.ts';
import { harBody, harHeaders, harRequestShape, requestOfHar } from './har-request.ts';
import { type Imported, type ImportFormat, withProvider } from './import-format.ts';
import { importKinds } from './import-kinds.ts';
import { captureOfRecord } from './read-record.ts';

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) from Wirebin, browsers and proxies. Our own files restore the same
 * captures. Others have only what HAR records: header names may have lost their case, and there is no bin prefix.
 */
export const importHar: ImportFormat = {
  ...importKinds.har,
  entries: harEntries,
  capture(text) {
    const entry = shaped(parsedJson(text), entryShape);
    const { _wirebin: record } = entry;
    return record === undefined ? captureOfEntry(entry) : captureOfRecord(withBody(record, entry));
  },
};

const fields = z.array(z.object({ name: z.string(), value: z.string() }));

const entryShape = z.object({
  startedDateTime: z.string(),
  time: z.number().nullish(),
  request: harRequestShape,
  response: z
    .object({
      status: z.number(),
      headers: fields.nullish(),
      content: z
        .object({ size: z.number().nullish(), text: z.string().nullish(), encoding: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
  timings: z.object({ send: z.number().nullish() }).nullish(),
  _wirebin: z.record(z.string(), z.unknown()).optional(),
});

type Entry = z.infer<typeof entryShape>;

/** Adds the body, which our exports store only in the entry. */
function withBody(record: Record<string, unknown>, { request: { postData } }: Entry): unknown {
  const text = postData?.text ?? '';
  const isBase64 = postData?._encoding === 'base64';
  const body = { ...(record.body as object), text: isBase64 ? null : text, base64: isBase64 ? text : null };
  return { ...record, body };
}

function captureOfEntry({ startedDateTime, time, request, response, timings }: Entry): Imported {
  const receivedAt = Date.parse(startedDateTime) * 1000;
  if (!(receivedAt >= 0))
    fail('invalid-input', `startedDateTime: ${startedDateTime} is not a date after 1970`);
  const sent = requestOfHar(request);
  const { body } = sent;
  const status = response?.status ?? 0;
  const capture = {
    seq: 1,
    ...sent,
    prefixLength: 0,
    bodyStored: body.length,
    bodySize: body.length,
    sha256: null,
    truncated: false,
    aborted: false,
    malformed: null,
    receivedAt,
    headersMicros: 0,
    uploadMicros: microsOf(timings?.send),
    peer: { address: '', port: 0 },
    client: null,
    scheme: request.url.startsWith('https:') ? ('https' as const) : ('http' as const),
    tls: null,
    via: 'fetch' as const,
    note: null,
    pinned: false,
    signature: null,
    ...noSchemaFacts,
    answered:
      status >= 100 && status <= 999
        ? { status, micros: microsOf(time), complete: true, ...sentIn(response) }
        : null,
  };
  return withProvider(capture, null);
}

/** The response as recorded by browsers and proxies; long bodies are truncated. */
function sentIn(response: Entry['response']): Pick<Answered, 'sent'> {
  if (!response?.headers && !response?.content) return {};
  const { text, size } = response.content ?? {};
  const body = harBody({ text: text ?? '', encoding: response.content?.encoding });
  return {
    sent: {
      headers: harHeaders(response.headers ?? []),
      body,
      bodySize: Math.max(Math.round(size ?? 0), body.length),
    },
  };
}

/** Milliseconds, or the -1 that HAR has for unknown, as microseconds. */
const microsOf = (milliseconds: number | null | undefined) =>
  Math.max(0, Math.round((milliseconds ?? 0) * 1000));
