'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { type ValueStore, valueStore } from '#components/ui/value-store.ts';

/** What somebody wrote on this page, by name; gone when the page is left. */
const written = new Map<string, ValueStore<string | null>>();

function storeOf(name: string): ValueStore<string | null> {
  const known = written.get(name) ?? valueStore<string | null>(null);
  written.set(name, known);
  return known;
}

/** A text that all parts of the page share, as long as the page is open; null while there is none. */
export function usePassing(name: string): [string | null, (text: string | null) => void] {
  const { subscribe, get } = storeOf(name);
  const text = useSyncExternalStore(subscribe, get, () => null);
  return [text, useCallback((next: string | null) => storeOf(name).set(next), [name])];
}
