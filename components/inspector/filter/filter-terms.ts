import { isPathPattern } from '#lib/filter/pattern.ts';
import { type Word, wordOf } from '#lib/filter/print.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** The filter keys that `filterTermsOf` uses. */
export type ValueKey =
  | 'method'
  | 'path'
  | 'provider'
  | 'event'
  | 'signature'
  | 'schema'
  | 'status'
  | 'type'
  | 'from';

/** Filter terms that match a capture by its visible values, the most useful first. */
export function filterTermsOf(row: CaptureSummary): Word[] {
  const type = row.contentType && parseMediaType(row.contentType)?.essence;
  const path = readable(row.path).split('?')[0] || '/';
  const address = (row.client ?? row.peer).address;
  return [
    wordOf('method', row.method),
    // The filter would read such a path as a pattern.
    ...(isPathPattern(path) ? [] : [wordOf('path', path)]),
    ...(row.provider ? [wordOf('provider', row.provider.id)] : []),
    ...(row.provider?.event ? [wordOf('event', row.provider.event)] : []),
    ...(row.signature ? [wordOf('signature', row.signature)] : []),
    ...(row.schema ? [wordOf('schema', row.schema)] : []),
    // Without a response there is no status to filter by.
    ...(row.reply && row.reply.status >= 100 ? [wordOf('status', String(row.reply.status))] : []),
    ...(type ? [wordOf('type', type)] : []),
    ...(address ? [wordOf('from', address)] : []),
  ];
}

/** The filter term for requests with a header of exactly this value; any value when it is empty. */
export function headerTerm(name: string, value: string): Word {
  return wordOf('header', `${name.toLowerCase()}${value === '' ? '' : `=${readable(value)}`}`);
}
