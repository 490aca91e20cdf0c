import { type Filter, prepareFilter, readFilter } from '#lib/filter/index.ts';
import { fail } from '#lib/model/errors.ts';

/** The filter of a query; none when there is none. Fails with `invalid-filter`, saying which word is wrong and where. */
export async function filterIn(text: string | undefined, now: number): Promise<Filter | undefined> {
  if (text === undefined || text.trim() === '') return undefined;
  await prepareFilter(text);
  const { filter, faults } = readFilter(text, now);
  if (faults.length === 0) return filter;
  const words = faults.map(
    ({ start, end, message }) => `“${text.slice(start, end)}” at ${start}: ${message}.`,
  );
  return fail('invalid-filter', words.join(' '));
}
