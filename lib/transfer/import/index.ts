import type { ImportFormat } from './import-format.ts';
import { importHar } from './import-har.ts';
import { importNdjson } from './import-ndjson.ts';

/** Every import format, in the order of menus. */
export const importFormats: readonly ImportFormat[] = [importNdjson, importHar];

/** The format with this ID; null when there is none. */
export function importFormat(id: string): ImportFormat | null {
  return importFormats.find((format) => format.id === id) ?? null;
}
