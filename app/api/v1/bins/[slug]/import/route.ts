import { captureOfRecord } from '#lib/copy-as/bulk/read-record.ts';
import type { Capture } from '#lib/model/capture.ts';
import { type Failure, fail, failureCode } from '#lib/model/errors.ts';
import { bulkShape } from '#lib/model/input.ts';
import { answering, enter, json, queryOf, refusing } from '../../../../answer.ts';
import { linesOf } from './lines-of.ts';

/** Captures committed together, so that a long import shows as it goes and holds little. */
const group = { captures: 200, bytes: 8 * 2 ** 20 };

/**
 * Adds the captures of an export to a bin. Lines before one that cannot be read are kept, and the failure says which line
 * it is, so that nothing is lost and the rest can be sent again.
 */
export const POST = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'import');
  const { format } = queryOf(call.request, bulkShape);
  if (format !== 'ndjson') fail('export-format-unknown', `${format} cannot be imported, only ndjson.`);

  let imported = 0;
  const write = async (captures: Capture[]) => {
    const newest = await call.store.importCaptures(bin.id, captures);
    imported += captures.length;
    if (newest) call.announce.imported(bin.id, newest);
  };

  let waiting: Capture[] = [];
  let bytes = 0;
  let line = 0;
  for await (const text of linesOf(call.request.body)) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      waiting.push(captureOfRecord(text));
    } catch (error) {
      const code = failureCode(error);
      await write(waiting);
      if (!code) throw error;
      fail(code, `Line ${line}: ${(error as Failure).detail} ${imported} captures before it were imported.`);
    }
    bytes += text.length;
    if (waiting.length < group.captures && bytes < group.bytes) continue;
    await write(waiting);
    waiting = [];
    bytes = 0;
  }
  if (waiting.length > 0) await write(waiting);
  return json({ imported });
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
