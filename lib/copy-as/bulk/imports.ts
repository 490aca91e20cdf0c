import type { ImportFormat } from './import-format.ts';
import { importHar } from './import-har.ts';
import { importNdjson } from './import-ndjson.ts';

/** Every form from which many captures are read, in the order menus show them. */
export const importFormats: readonly ImportFormat[] = [importNdjson, importHar];

/** The form with this id; null when there is none. */
export function importFormat(id: string): ImportFormat | null {
  return importFormats.find((format) => format.id === id) ?? null;
}
