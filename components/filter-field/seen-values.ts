import type { Seen, SeenValue } from '#lib/filter/complete.ts';
import type { ValueCounts } from '#lib/model/value-counts.ts';

/** Common headers, suggested even before they have been seen. */
export const commonHeaders: readonly string[] = [
  'content-type',
  'user-agent',
  'authorization',
  'x-github-event',
  'stripe-signature',
];

const headersAlone: Seen = { header: commonHeaders.map((value) => ({ value, count: null })) };

/** What is suggested where no requests are at hand. */
export const seenNowhere = (): Seen => headersAlone;

/** Adds the values of the whole bin, as they were counted, before those that were seen: some may have arrived meanwhile. */
export function withCounts(seen: Seen, counts: ValueCounts | null): Seen {
  if (counts === null) return seen;
  const { key, values } = counts;
  const known = new Set(values.map(({ value }) => value));
  const newer: readonly SeenValue[] = (seen[key] ?? []).filter(({ value }) => !known.has(value));
  return { ...seen, [key]: [...values, ...newer] };
}
