import type { BulkFormat } from './bulk-format.ts';
import { csv } from './csv.ts';
import { bulkHar } from './har.ts';
import { ndjson } from './ndjson.ts';
import { bulkPostman } from './postman.ts';

/** Every form in which many captures leave together, in the order menus show them. */
export const bulkFormats: readonly BulkFormat[] = [ndjson, bulkHar, csv, bulkPostman];

/** The form with this id; null when there is none. */
export function bulkFormat(id: string): BulkFormat | null {
  return bulkFormats.find((format) => format.id === id) ?? null;
}
