'use client';

import { useSyncExternalStore } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { type ValueStore, valueStore } from '#components/ui/value-store.ts';
import type { BinJson } from '#lib/model/bin-json.ts';

/** The settings of a bin and how full it is, as this page knows them. */
export type BinStore = ValueStore<BinJson> & {
  /** Fetches it from the API. A failure is ignored: the next refresh brings it. */
  refresh(): Promise<void>;
  /** Sets how many captures have been evicted so far. */
  setEvicted(rotatedOut: number): void;
};

export function createBinStore(api: Pick<BinApi, 'get'>, first: BinJson): BinStore {
  const store = valueStore(first);
  let inFlight: Promise<void> | null = null;
  let isStale = false;

  /** A response written before the last eviction may arrive after the event: the number only grows. */
  function update(bin: BinJson): void {
    const rotatedOut = Math.max(store.get().rotatedOut ?? 0, bin.rotatedOut ?? 0);
    store.set({ ...bin, rotatedOut });
  }

  async function load(): Promise<void> {
    do {
      isStale = false;
      await api.get().then(update, () => {});
    } while (isStale);
  }

  return {
    ...store,
    refresh() {
      // A response in flight may have been written before the change that is wanted now.
      isStale = inFlight !== null;
      inFlight ??= load().finally(() => {
        inFlight = null;
      });
      return inFlight;
    },
    setEvicted: (rotatedOut) => store.set({ ...store.get(), rotatedOut }),
  };
}

/** Selects from the state of a bin; renders again when the selection changes. */
export function useBinState<T>(store: BinStore, select: (state: BinJson) => T): T {
  const value = () => select(store.get());
  return useSyncExternalStore(store.subscribe, value, value);
}
