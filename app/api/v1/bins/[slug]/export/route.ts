import { ReadableStream } from 'node:stream/web';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { filterIn } from '#lib/filter/filter-in.ts';
import type { Capture } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { weightOf } from '#lib/model/head-size.ts';
import { exportShape } from '#lib/model/input.ts';
import { type Redaction, redactionShape } from '#lib/model/masking.ts';
import type { BulkBin, BulkFormat } from '#lib/transfer/export/export-format.ts';
import { bulkFormat, bulkFormats } from '#lib/transfer/export/index.ts';
import { apiHandler, authorize, queryOf, rejectMethods } from '../../../../handler.ts';

/** All captures of a bin, or those a filter finds, as one document, written while they are read. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker, captures } = await authorize(call, 'copy');
  const { format: id, filter: text, redact, ...rules } = queryOf(call.request, exportShape);
  const format = bulkFormat(id) ?? failUnknown(id);
  const filter = await filterIn(text, call.now);
  const from = { slug: bin.slug, name: bin.name, origin: call.origin };
  const write: WriteEntry = (capture) =>
    call.workers.run('writeExport', { format: format.id, capture, bin: from }, { asker });
  const found = captures.eachCapture(filter);
  const shown = redact ? maskedCaptures(captures, found, redactionShape.parse(rules)) : found;
  const document = ReadableStream.from(encoded(format, from, shown, write));
  return new Response(document as BodyInit, {
    headers: {
      'Content-Type': format.mediaType,
      'Content-Disposition': `attachment; filename="${bin.slug}.${format.extension}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});

/** The captures that were found, with their secrets masked. They are found by what they are, not by what is left of them. */
async function* maskedCaptures(
  captures: CaptureView,
  found: AsyncIterable<Capture>,
  redaction: Redaction,
): AsyncGenerator<Capture> {
  const masked = captures.masked(redaction);
  for await (const { seq } of found) {
    const capture = await masked.capture(seq);
    if (capture) yield capture;
  }
}

/** Writes an entry on a worker thread. */
type WriteEntry = (capture: Capture) => Promise<Uint8Array>;

/** Entries of longer captures are written on a worker thread, bytes (`weightOf`). */
const long = 64 * 1024;

async function* encoded(
  format: BulkFormat,
  bin: BulkBin,
  captures: AsyncIterable<Capture>,
  write: WriteEntry,
) {
  const encoder = new TextEncoder();
  yield encoder.encode(format.begin(bin));
  let isFirst = true;
  for await (const capture of captures) {
    const isLong = weightOf(capture, capture.body.length) > long;
    if (!isFirst) yield encoder.encode(format.between);
    yield isLong ? await write(capture) : encoder.encode(format.entry(capture, bin));
    isFirst = false;
  }
  yield encoder.encode(format.end);
}

function failUnknown(id: string): never {
  return fail(
    'export-format-unknown',
    `The export format ${id} does not exist. Use one of ${bulkFormats.map((one) => one.id).join(', ')}.`,
  );
}

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
