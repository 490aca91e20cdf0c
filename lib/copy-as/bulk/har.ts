import type { Capture } from '../../model/capture.ts';
import { captureRecord } from '../capture-json.ts';
import { harCreator, harEntry } from '../har.ts';
import type { BulkFormat } from './bulk-format.ts';

/**
 * HAR 1.2, which browsers and proxies open. What it has no place for stands beside each entry as `_wirebin`: importing it
 * gives the same captures again.
 */
export const bulkHar: BulkFormat = {
  id: 'har',
  title: 'HAR, for browsers and proxies',
  mediaType: 'application/json; charset=utf-8',
  extension: 'har',
  begin: () => `{"log":{"version":"1.2","creator":${JSON.stringify(harCreator)},"entries":[\n`,
  entry: (capture, { origin }) =>
    JSON.stringify({ ...harEntry(capture, { origin }), _wirebin: recordWithoutBody(capture) }),
  between: ',\n',
  end: '\n]}}\n',
};

/** The body stands in the entry already. */
function recordWithoutBody(capture: Capture) {
  const record = captureRecord(capture);
  const { text: _, base64: __, ...body } = record.body;
  return { ...record, body };
}
