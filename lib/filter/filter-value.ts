import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CountedKey } from '#lib/model/value-counts.ts';

/** The value of a request for a filter key, as completion offers it; null when it has none. */
export function filterValue(key: CountedKey, row: CaptureSummary): string | null {
  switch (key) {
    case 'method':
      return row.method;
    case 'path':
      return pathValue(row.path);
    case 'type':
      return typeValue(row.contentType);
    case 'status':
      return row.reply && statusValue(row.reply.status);
    case 'from':
      return (row.client ?? row.peer).address;
    case 'provider':
      return row.provider?.id ?? null;
    case 'event':
      return row.provider?.event ?? null;
    case 'signature':
      return row.signature ?? null;
    case 'schema':
      return row.schema ?? null;
  }
}

/** A path without its query. */
export function pathValue(path: string): string | null {
  return readable(path).split('?')[0] || null;
}

/** The essence of a Content-Type. */
export function typeValue(contentType: string | null): string | null {
  return contentType && (parseMediaType(contentType)?.essence ?? null);
}

/** A status code; null where no response was sent. */
export function statusValue(status: number): string | null {
  return status >= 100 ? String(status) : null;
}
