/** The filter keys whose values in a bin can be counted. */
export const countedKeys = [
  'method',
  'path',
  'type',
  'status',
  'from',
  'provider',
  'event',
  'signature',
  'schema',
] as const;
export type CountedKey = (typeof countedKeys)[number];

/** A value of a filter key, and how many requests have it. */
export type ValueCount = { readonly value: string; readonly count: number };

/** Which values requests have for a filter key: the response of `GET …/captures/values`. */
export type ValueCounts = {
  readonly key: CountedKey;
  /** The most frequent first, and by name where they are equally frequent; at most `mostValues`. */
  readonly values: readonly ValueCount[];
  /** How many values are left out of `values`. */
  readonly omitted: number;
  /** How many requests were counted, the newest of the bin. */
  readonly counted: number;
  /** Whether the budget ended the counting, so that older requests were not counted. */
  readonly isPartial: boolean;
};

/** The most values that are returned. */
export const mostValues = 200;

export function isCountedKey(text: string): text is CountedKey {
  return (countedKeys as readonly string[]).includes(text);
}

/** Counts how often each value was seen, as `ValueCounts` lists them. */
export class ValueCounter {
  readonly #counts = new Map<string, number>();

  /** Counts a value; null and the empty text are none. */
  add(value: string | null, count = 1): void {
    if (value) this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
  }

  list(): Pick<ValueCounts, 'values' | 'omitted'> {
    const all = [...this.#counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    return {
      values: all.slice(0, mostValues).map(([value, count]) => ({ value, count })),
      omitted: Math.max(0, all.length - mostValues),
    };
  }
}
