'use client';

import { useEffect, useState } from 'react';
import { isCountedKey, type ValueCounts } from '#lib/model/value-counts.ts';
import { useInspection } from '../context/inspection.tsx';

/**
 * The values of a filter key in the whole bin, counted by the server when the key is first typed and again whenever it is typed
 * anew. `isLoading` until the first count; `counts` is null without one, and where it could not be loaded.
 */
export function useCountedValues(key: string | null): { counts: ValueCounts | null; isLoading: boolean } {
  const { api } = useInspection();
  const [latest, setLatest] = useState<{ key: string; counts: ValueCounts | null } | null>(null);
  const wanted = key !== null && isCountedKey(key) ? key : null;
  useEffect(() => {
    if (wanted === null) return;
    const stopping = new AbortController();
    api.values(wanted, stopping.signal).then(
      (counts) => setLatest({ key: wanted, counts }),
      // The values of the loaded rows are offered all the same.
      () => stopping.signal.aborted || setLatest({ key: wanted, counts: null }),
    );
    return () => stopping.abort();
  }, [api, wanted]);
  const isLatest = latest !== null && latest.key === wanted;
  return { counts: isLatest ? latest.counts : null, isLoading: wanted !== null && !isLatest };
}
