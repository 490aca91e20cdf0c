'use client';

import { useEffect, useRef, useState } from 'react';
import { savedBins } from '#components/bin/use-saved-bins.ts';
import { useSavedSeen } from '#components/bin/use-saved-seen.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/**
 * Notes that requests were seen on this page, so that the list does not count them as received while away. `requests` are the newest,
 * the newest first. Where others before them were not seen either, nothing is noted: the list says where they begin. Requests that arrive
 * while the page shows them are seen, however many arrive at once.
 */
export function useNoteSeen(key: string, requests: readonly CaptureSummary[], isShown: boolean): void {
  const [seen, setSeen] = useState<number | null>(null);
  /** The newest request before the last change. */
  const before = useRef(Number.POSITIVE_INFINITY);
  useSavedSeen(key, seen);

  useEffect(() => {
    const [newest, oldest] = [requests[0]?.seq ?? 0, requests.at(-1)?.seq ?? 0];
    /** Notes the newest request if all requests from `from` on are shown or arrived here. */
    const note = (from: number) => {
      const saved = savedBins().find((bin) => bin.key === key)?.seen;
      if (saved === undefined || document.hidden || !isShown) return;
      setSeen((noted) => {
        const known = Math.max(saved, noted ?? 0);
        return newest > known && from <= known + 1 ? newest : noted;
      });
    };
    note(Math.min(oldest, before.current + 1));
    before.current = newest;
    const noteShown = () => note(oldest);
    document.addEventListener('visibilitychange', noteShown);
    return () => document.removeEventListener('visibilitychange', noteShown);
  }, [key, requests, isShown]);
}
