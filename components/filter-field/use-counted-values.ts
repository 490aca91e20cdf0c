'use client';

import { useEffect, useMemo, useState } from 'react';
import { type BinApi, binApi } from '#components/api/bins.ts';
import { isCountedKey, type ValueCounts } from '#lib/model/value-counts.ts';

/** Counts the values of a filter key in a whole bin. */
export type CountValues = BinApi['values'];

export function useCountValues({ slug, key }: { slug: string; key: string }): CountValues {
  return useMemo(() => binApi({ slug, key }).values, [slug, key]);
}

/**
 * The values of a filter key in the whole bin, counted by the server when the key is first typed and again whenever it is typed
 * anew. `isLoading` until the first count; `counts` is null without one, and where it could not be loaded.
 */
export function useCountedValues(
  key: string | null,
  count: CountValues,
): { counts: ValueCounts | null; isLoading: boolean } {
  const [latest, setLatest] = useState<{ key: string; counts: ValueCounts | null } | null>(null);
  const wanted = key !== null && isCountedKey(key) ? key : null;
  useEffect(() => {
    if (wanted === null) return;
    const stopping = new AbortController();
    count(wanted, stopping.signal).then(
      (counts) => setLatest({ key: wanted, counts }),
      // The values of the loaded rows are offered all the same.
      () => stopping.signal.aborted || setLatest({ key: wanted, counts: null }),
    );
    return () => stopping.abort();
  }, [count, wanted]);
  const isLatest = latest !== null && latest.key === wanted;
  return { counts: isLatest ? latest.counts : null, isLoading: wanted !== null && !isLatest };
}
