'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { storeChoice, storedChoice } from './stored-choices.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** A setting stored in this browser, as text; null on the server, and while it is not set. */
export function useStored(name: string): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => storedChoice(name),
    () => null,
  );
  const store = useCallback(
    (next: string | null) => {
      storeChoice(name, next);
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [value, store];
}
