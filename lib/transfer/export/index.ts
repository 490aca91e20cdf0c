import { exportCsv } from './export-csv.ts';
import type { BulkFormat } from './export-format.ts';
import { exportHar } from './export-har.ts';
import { exportNdjson } from './export-ndjson.ts';
import { exportPostman } from './export-postman.ts';

/** Every export format, in the order of menus. */
export const bulkFormats: readonly BulkFormat[] = [exportNdjson, exportHar, exportCsv, exportPostman];

/** The format with this ID; null when there is none. */
export function bulkFormat(id: string): BulkFormat | null {
  return bulkFormats.find((format) => format.id === id) ?? null;
}
