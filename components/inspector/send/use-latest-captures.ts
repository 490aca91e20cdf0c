'use client';

import { useCallback } from 'react';
import { useLoad } from '#components/ui/use-load.ts';
import { useInspection } from '../context/inspection.tsx';

/** How many requests are offered. */
const mostListed = 50;

/** The latest requests of the bin, loaded once: at once, or when `load` is called. */
export function useLatestCaptures(startAtOnce: boolean) {
  const { api } = useInspection();
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => api.captures({ limit: mostListed }, signal),
    [api],
  );
  return useLoad({ known: null, startAtOnce, fetch });
}

export type LatestCaptures = Pick<ReturnType<typeof useLatestCaptures>, 'state' | 'load'>;
