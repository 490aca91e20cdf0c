import { fail } from '#lib/model/errors.ts';
import { type Filter, prepareFilter, readFilter } from './read-filter.ts';

/** The filter of a query; undefined when there is none. Fails with `invalid-filter`; the detail names each wrong term and its position. */
export async function filterIn(text: string | undefined, now: number): Promise<Filter | undefined> {
  if (text === undefined || text.trim() === '') return undefined;
  await prepareFilter(text);
  const { filter, faults } = readFilter(text, now);
  if (faults.length === 0) return filter;
  const words = faults.map(
    ({ start, end, message }) => `“${text.slice(start, end)}” at ${start}: ${message}`,
  );
  return fail('invalid-filter', words.join(' '));
}
