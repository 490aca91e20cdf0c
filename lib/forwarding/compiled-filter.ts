import { type Filter, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';

/** Reads the filter of a rule when it is first needed; null where it matches all requests. One that cannot be read matches none. */
export type CompiledFilter = (now: number) => Promise<Filter | null>;

/** Filter keys that forward rules cannot use, and why: a request is looked at once, when it arrives. */
const unsupportedKeys: Readonly<Record<string, string>> = {
  status: 'requests have no response yet',
  note: 'new requests have no note',
  after: 'each request is looked at when it arrives',
  before: 'each request is looked at when it arrives',
};

/** In place of a filter of which terms cannot be read: without these it would match more. */
const matchesNone = { source: null, needsBody: false, mayMatch: () => false, matches: () => false };

export function compiledFilter(text: string): CompiledFilter {
  if (text.trim() === '') return async () => null;
  let filter: Filter | undefined;
  return async (now) => {
    if (filter === undefined) {
      await prepareFilter(text);
      const { filter: read, faults } = readFilter(text, now);
      filter = faults.length === 0 ? read : { ...read, ...matchesNone };
    }
    return filter;
  };
}

/** What is wrong with the filter of a rule, as sentences; none when it can be used. */
export async function filterFaults(text: string): Promise<readonly string[]> {
  await prepareFilter(text);
  const { filter, faults } = readFilter(text, 0);
  const unsupported = filter.words.flatMap(({ key, start, end, changing }) => {
    const why =
      unsupportedKeys[key ?? ''] ?? (key !== null && changing?.length ? 'it can change later' : null);
    return why === null
      ? []
      : [`A forward rule cannot filter by “${text.slice(start, end)}”, because ${why}.`];
  });
  const unreadable = faults.map(
    ({ start, end, message }) => `“${text.slice(start, end)}” at ${start}: ${message}`,
  );
  return [...unreadable, ...unsupported];
}
