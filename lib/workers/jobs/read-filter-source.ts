import { type Filter, type FilterSource, prepareFilter, readFilter } from '../../filter/index.ts';
import { Recent } from '../recent.ts';

/** Filters are asked of one capture after another, and reading one may cost more than asking it. */
const known = new Recent<Filter>({ entries: 500, size: 2 ** 20 });

/** The filter of a text that has been read before, on another thread. Words with faults are left out, as they were there. */
export async function readFilterSource({ text, now }: FilterSource): Promise<Filter> {
  const key = `${now} ${text}`;
  const found = known.get(key);
  if (found) return found;
  await prepareFilter(text);
  const { filter } = readFilter(text, now);
  known.set(key, filter, key.length);
  return filter;
}
