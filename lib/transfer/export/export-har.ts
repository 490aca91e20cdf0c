import { harCreator, harEntry } from '#lib/copy-as/targets/har.ts';
import type { Capture } from '#lib/model/capture.ts';
import { captureRecord } from '#lib/summary/capture-summary.ts';
import type { BulkFormat } from './export-format.ts';

/**
 * HAR 1.2, which browsers and proxies can open. Everything that HAR has no place for is in the `_wirebin` member of each entry, so that
 * importing the file restores the same captures.
 */
export const exportHar: BulkFormat = {
  id: 'har',
  title: 'HAR (browsers and proxies)',
  mediaType: 'application/json; charset=utf-8',
  extension: 'har',
  begin: () => `{"log":{"version":"1.2","creator":${JSON.stringify(harCreator)},"entries":[\n`,
  entry: (capture, { origin }) =>
    JSON.stringify({ ...harEntry(capture, { origin }), _wirebin: recordWithoutBody(capture) }),
  between: ',\n',
  end: '\n]}}\n',
};

/** The body is already in the entry. */
function recordWithoutBody(capture: Capture) {
  const record = captureRecord(capture);
  const { text: _, base64: __, ...body } = record.body;
  return { ...record, body };
}
