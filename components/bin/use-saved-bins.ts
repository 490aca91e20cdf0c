'use client';

import { useSyncExternalStore } from 'react';
import { knownBinsName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { parseSavedBins, type SavedBin } from './saved-bins.ts';

const listeners = new Set<() => void>();
const none: readonly SavedBin[] = [];
let text: string | null = null;
let bins: readonly SavedBin[] = none;

/** The bins saved in this browser, read again each time: another tab may have created one. */
export function savedBins(): readonly SavedBin[] {
  const stored = storedChoice(knownBinsName);
  if (stored !== text) {
    text = stored;
    bins = parseSavedBins(stored);
  }
  return bins;
}

/** Changes the saved list, here and in every component that uses it. */
export function changeSavedBins(change: (bins: readonly SavedBin[]) => SavedBin[]): void {
  storeChoice(knownBinsName, JSON.stringify(change(savedBins())));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** The bins saved in this browser; none during server rendering. */
export function useSavedBins(): readonly SavedBin[] {
  return useSyncExternalStore(subscribe, savedBins, () => none);
}
