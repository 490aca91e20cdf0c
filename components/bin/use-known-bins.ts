'use client';

import { useSyncExternalStore } from 'react';
import { knownBinsName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { type KnownBin, parseKnownBins } from './known-bins.ts';

const listeners = new Set<() => void>();
const none: readonly KnownBin[] = [];
let text: string | null = null;
let bins: readonly KnownBin[] = none;

/** The bins this browser knows, read anew: another tab may have made one. */
export function knownBins(): readonly KnownBin[] {
  const stored = storedChoice(knownBinsName);
  if (stored !== text) {
    text = stored;
    bins = parseKnownBins(stored);
  }
  return bins;
}

export function changeKnownBins(change: (bins: readonly KnownBin[]) => KnownBin[]): void {
  storeChoice(knownBinsName, JSON.stringify(change(knownBins())));
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

/** The bins this browser knows; none on the server. */
export function useKnownBins(): readonly KnownBin[] {
  return useSyncExternalStore(subscribe, knownBins, () => none);
}
