import { filterValue } from '#lib/filter/filter-value.ts';
import { isPathPattern } from '#lib/filter/pattern.ts';
import { type Word, wordOf } from '#lib/filter/print.ts';
import { headerWord } from '#lib/filter/value-words.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CountedKey } from '#lib/model/value-counts.ts';

/** The filter keys that `filterTermsOf` uses. */
export type ValueKey = CountedKey;

/** The most useful first. */
const keys: readonly ValueKey[] = [
  'method',
  'path',
  'provider',
  'event',
  'signature',
  'schema',
  'status',
  'type',
  'from',
];

/** Filter terms that match a capture by its visible values. */
export function filterTermsOf(row: CaptureSummary): Word[] {
  return keys.flatMap((key) => {
    const value = filterValue(key, row);
    // The filter would read such a path as a pattern.
    return !value || (key === 'path' && isPathPattern(value)) ? [] : [wordOf(key, value)];
  });
}

/** The filter term for requests with this header, with a value that contains this one; any value when it is empty. */
export function headerTerm(name: string, value: string): Word {
  return value === ''
    ? wordOf('header', name.toLowerCase())
    : headerWord(name.toLowerCase(), readable(value));
}
