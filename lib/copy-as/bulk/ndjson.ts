import { captureRecord } from '../capture-json.ts';
import type { BulkFormat } from './bulk-format.ts';

/**
 * Newline-delimited JSON, one whole record a line with its body, however long: nothing is lost, and importing it gives the
 * same captures again.
 */
export const ndjson: BulkFormat = {
  id: 'ndjson',
  title: 'NDJSON, whole records',
  mediaType: 'application/x-ndjson',
  extension: 'ndjson',
  begin: () => '',
  entry: (capture) => `${JSON.stringify(captureRecord(capture))}\n`,
  between: '',
  end: '',
};
