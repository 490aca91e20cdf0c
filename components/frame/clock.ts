'use client';

import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/**
 * Words made of the time, one clock for the whole page: what shows them is drawn again only when they change. Empty on
 * the server and until the page runs, since the server's clock and time zone are not the reader's.
 */
export function useTimeWords(wordsAt: (now: number) => string): string {
  const words = useCallback(() => wordsAt(Math.max(now, Date.now() - 1000)), [wordsAt]);
  return useSyncExternalStore(subscribe, words, () => '');
}
