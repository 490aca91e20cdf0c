import { isPathPattern } from '#lib/filter/pattern.ts';
import { type Word, wordOf } from '#lib/filter/print.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** What `wordsOf` may ask for. */
export type ValueKey = 'method' | 'path' | 'provider' | 'event' | 'status' | 'type' | 'from';

/** The words that would find a capture by what is seen of it, those people filter by most first. */
export function wordsOf(row: CaptureSummary): Word[] {
  const type = row.contentType && parseMediaType(row.contentType)?.essence;
  const path = readable(row.path).split('?')[0] || '/';
  const address = (row.client ?? row.peer).address;
  return [
    wordOf('method', row.method),
    // A path that the filter would read as an expression is none that it could be asked for.
    ...(isPathPattern(path) ? [] : [wordOf('path', path)]),
    ...(row.provider ? [wordOf('provider', row.provider.id)] : []),
    ...(row.provider?.event ? [wordOf('event', row.provider.event)] : []),
    // What was not answered has no status that could be asked for.
    ...(row.reply && row.reply.status >= 100 ? [wordOf('status', String(row.reply.status))] : []),
    ...(type ? [wordOf('type', type)] : []),
    ...(address ? [wordOf('from', address)] : []),
  ];
}

/** The word that finds requests with a header, by its whole value. */
export function headerWord(name: string, value: string): Word {
  return wordOf('header', `${name.toLowerCase()}${value === '' ? '' : `=${readable(value)}`}`);
}
