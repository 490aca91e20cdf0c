'use client';

import { useEffect } from 'react';
import { withBinChanged } from './saved-bins.ts';
import { changeSavedBins } from './use-saved-bins.ts';

/** How long after a request was seen this is stored, milliseconds: a busy bin would have it stored with every request. */
const pause = 800;

/** Saves the highest seq of a bin that was seen, after a pause and when the page is left; null saves nothing. */
export function useSavedSeen(key: string, seen: number | null): void {
  useEffect(() => {
    if (seen === null) return;
    const save = () => changeSavedBins((bins) => withBinChanged(bins, key, { seen }));
    const timer = setTimeout(save, pause);
    addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', save);
    };
  }, [key, seen]);
}
