import { type Filter, prepareFilter, readFilter } from './read-filter.ts';

/**
 * Filters that choose among requests as they arrive: those of forward rules and of schemas.
 *
 * Reads one when it is first needed; null where it matches all requests. One that cannot be read matches none.
 */
export type CompiledFilter = (now: number) => Promise<Filter | null>;

/** Filter keys that such filters cannot use, and why: a request is looked at once, when it arrives. */
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

/** Who has a filter: how sentences about it begin, and the keys it cannot use besides, with the reason. */
export type FilterOwner = {
  readonly name: string;
  readonly unsupported?: Readonly<Record<string, string>>;
};

/** What is wrong with the filter of its owner, as sentences; none when it can be used. */
export async function filterFaults(
  text: string,
  { name, unsupported = {} }: FilterOwner,
): Promise<readonly string[]> {
  await prepareFilter(text);
  const { filter, faults } = readFilter(text, 0);
  const reasons = { ...unsupportedKeys, ...unsupported };
  const unusable = filter.words.flatMap(({ key, start, end, changing }) => {
    const why = reasons[key ?? ''] ?? (key !== null && changing?.length ? 'it can change later' : null);
    return why === null ? [] : [`${name} cannot filter by “${text.slice(start, end)}”, because ${why}.`];
  });
  const unreadable = faults.map(
    ({ start, end, message }) => `“${text.slice(start, end)}” at ${start}: ${message}`,
  );
  return [...unreadable, ...unusable];
}
