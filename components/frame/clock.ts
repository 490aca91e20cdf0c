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
 * A text that depends on the current time; the component renders again only when the text changes. One clock serves the
 * whole page. Empty on the server and before hydration, since the server's clock and time zone are not the reader's.
 */
export function useTimeWords(wordsAt: (now: number) => string): string {
  const words = useCallback(() => wordsAt(Math.max(now, Date.now() - 1000)), [wordsAt]);
  return useSyncExternalStore(subscribe, words, () => '');
}
