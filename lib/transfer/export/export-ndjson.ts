import { captureRecord } from '#lib/summary/capture-summary.ts';
import type { BulkFormat } from './export-format.ts';

/** Newline-delimited JSON, one complete record with its body per line: importing it restores the same captures. */
export const exportNdjson: BulkFormat = {
  id: 'ndjson',
  title: 'NDJSON (one record per line)',
  mediaType: 'application/x-ndjson',
  extension: 'ndjson',
  begin: () => '',
  entry: (capture) => `${JSON.stringify(captureRecord(capture))}\n`,
  between: '',
  end: '',
};
