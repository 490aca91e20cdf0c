'use client';

import { useSyncExternalStore } from 'react';
import type { BinApi, BinJson } from '#components/api/bins.ts';
import { type ValueStore, valueStore } from '#components/ui/value-store.ts';

/** How a bin is set and how full it is, as this page knows it. */
export type BinStore = ValueStore<BinJson> & {
  /** Asks the API how it is now. What cannot be had now is had with the next. */
  refresh(): Promise<void>;
  /** So many captures have had to go by now. */
  rotated(rotatedOut: number): void;
};

export function createBinStore(api: Pick<BinApi, 'look'>, first: BinJson): BinStore {
  const store = valueStore(first);
  let asking: Promise<void> | null = null;
  let isAskedMeanwhile = false;

  /** An answer that was written before the last rotation may come after the word of it: their number only grows. */
  function known(bin: BinJson): void {
    const rotatedOut = Math.max(store.get().rotatedOut ?? 0, bin.rotatedOut ?? 0);
    store.set({ ...bin, rotatedOut });
  }

  async function ask(): Promise<void> {
    do {
      isAskedMeanwhile = false;
      await api.look().then(known, () => {});
    } while (isAskedMeanwhile);
  }

  return {
    ...store,
    refresh() {
      // An answer under way may have been written before the change that somebody now asks for.
      isAskedMeanwhile = asking !== null;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    rotated: (rotatedOut) => store.set({ ...store.get(), rotatedOut }),
  };
}

/** What `select` makes of the state of a bin; drawn again when that changes. */
export function useBinState<T>(store: BinStore, select: (state: BinJson) => T): T {
  const value = () => select(store.get());
  return useSyncExternalStore(store.subscribe, value, value);
}
