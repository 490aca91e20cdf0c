import type { BulkFormat } from './bulk-format.ts';
import { csv } from './csv.ts';
import { ndjson } from './ndjson.ts';

/** Every form in which many captures leave together, in the order menus show them. */
export const bulkFormats: readonly BulkFormat[] = [ndjson, csv];

/** The form with this id; null when there is none. */
export function bulkFormat(id: string): BulkFormat | null {
  return bulkFormats.find((format) => format.id === id) ?? null;
}
