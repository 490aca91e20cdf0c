import { type Filter, type FilterSource, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';
import { LruCache } from '../lru-cache.ts';

/** A filter is evaluated on many captures, and parsing it may cost more than evaluating it. */
const known = new LruCache<Filter>({ entries: 500, size: 2 ** 20 });

/** Parses the filter of another thread again, and caches it. Terms with errors are left out, as they were there. */
export async function readFilterSource({ text, now }: FilterSource): Promise<Filter> {
  const key = `${now} ${text}`;
  const found = known.get(key);
  if (found) return found;
  await prepareFilter(text);
  const { filter } = readFilter(text, now);
  known.set(key, filter, key.length);
  return filter;
}
