'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { type ValueStore, valueStore } from '#components/ui/value-store.ts';

/** Texts entered on this page, by name; lost when the page is left. */
const stores = new Map<string, ValueStore<string | null>>();

function storeOf(name: string): ValueStore<string | null> {
  const store = stores.get(name) ?? valueStore<string | null>(null);
  stores.set(name, store);
  return store;
}

/** A text shared by all parts of the page until it is left; null when it is not set. */
export function usePageState(name: string): [string | null, (text: string | null) => void] {
  const { subscribe, get } = storeOf(name);
  const text = useSyncExternalStore(subscribe, get, () => null);
  return [text, useCallback((next: string | null) => storeOf(name).set(next), [name])];
}

/** The same text outside React. */
export function pageState(name: string): string | null {
  return storeOf(name).get();
}
