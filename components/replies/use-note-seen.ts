'use client';

import { useEffect } from 'react';
import { withBinChanged } from '#components/bin/saved-bins.ts';
import { changeSavedBins, savedBins } from '#components/bin/use-saved-bins.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/**
 * Notes that requests were seen on this page, so that the list does not count them as received while away. `requests` are the newest,
 * the newest first. Where others before them were not seen either, nothing is noted: the list says where they begin.
 */
export function useNoteSeen(key: string, requests: readonly CaptureSummary[], isShown: boolean): void {
  useEffect(() => {
    const note = () => {
      const seen = savedBins().find((bin) => bin.key === key)?.seen;
      const [newest, oldest] = [requests[0]?.seq, requests.at(-1)?.seq];
      if (seen === undefined || newest === undefined || oldest === undefined) return;
      if (document.hidden || !isShown || newest <= seen || oldest > seen + 1) return;
      changeSavedBins((bins) => withBinChanged(bins, key, { seen: newest }));
    };
    note();
    document.addEventListener('visibilitychange', note);
    return () => document.removeEventListener('visibilitychange', note);
  }, [key, requests, isShown]);
}
