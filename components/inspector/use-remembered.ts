'use client';

import { useEffect } from 'react';
import { withBin } from '#components/bin/known-bins.ts';
import { changeKnownBins } from '#components/bin/use-known-bins.ts';
import { useInspection } from './inspection.tsx';

/** A bin that was opened is among this browser's bins from then on. */
export function useRemembered(name: string | null): void {
  const { bin } = useInspection();
  useEffect(() => {
    changeKnownBins((bins) => withBin(bins, { ...bin, name, openedAt: Date.now() }));
  }, [bin, name]);
}
