'use client';

import { useEffect } from 'react';
import { withBin, withBinChanged } from '#components/bin/known-bins.ts';
import { changeKnownBins } from '#components/bin/use-known-bins.ts';
import type { FeedStore } from './feed-store.ts';
import { useInspection } from './inspection.tsx';
import { useFeedValue } from './use-feed.ts';

/** How long after something was seen it is noted, milliseconds: a busy bin must not write without end. */
const pause = 800;

/** A bin that was opened is among this browser's bins from then on, with what has been seen of it. */
export function useRemembered(name: string | null, feed: FeedStore): void {
  const { bin } = useInspection();
  const seen = useFeedValue(feed, (state) => state.seen);

  useEffect(() => {
    changeKnownBins((bins) => withBin(bins, { ...bin, name, openedAt: Date.now() }));
  }, [bin, name]);

  useEffect(() => {
    const note = () => changeKnownBins((bins) => withBinChanged(bins, bin.key, { seen }));
    const timer = setTimeout(note, pause);
    addEventListener('pagehide', note);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', note);
    };
  }, [bin.key, seen]);
}
