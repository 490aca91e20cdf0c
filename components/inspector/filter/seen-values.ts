import { commonHeaders } from '#components/filter-field/seen-values.ts';
import type { Seen } from '#lib/filter/complete.ts';
import { filterValue } from '#lib/filter/filter-value.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { countedKeys, ValueCounter } from '#lib/model/value-counts.ts';
import { rowAt } from '../feed/capture-rows.ts';
import type { Feed } from '../feed/feed-state.ts';

/** How many rows are searched for values. */
const maxRows = 500;

/**
 * Values for completing a filter, from the newest rows and the opened captures; most frequent first. They are not counted: there
 * may be more in the bin.
 */
export function seenValues(feed: Feed, opened: Iterable<CaptureJson>): Seen {
  const counters = new Map([...countedKeys, 'header'].map((key) => [key, new ValueCounter()]));
  for (let index = 0; index < maxRows; index++) {
    const row = rowAt(feed.rows, index);
    if (!row) break;
    for (const key of countedKeys) counters.get(key)!.add(filterValue(key, row));
  }
  const headers = counters.get('header')!;
  for (const capture of opened) for (const [name] of capture.headers) headers.add(name.toLowerCase());
  for (const name of commonHeaders) headers.add(name);
  return Object.fromEntries(
    [...counters].map(([key, counter]) => [
      key,
      counter.list().values.map(({ value }) => ({ value, count: null })),
    ]),
  );
}
