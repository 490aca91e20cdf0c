'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

/** A value that is fetched repeatedly or on demand. The last value stays until there is a newer one. */
export type Fetched<T> = {
  readonly value: T | null;
  /** Why the last fetch failed; null when it did not. */
  readonly trouble: Trouble | null;
  refresh(): void;
  /** Sets a value that is known from elsewhere. */
  set(value: T): void;
};

/** Fetches now, whenever `fetch` changes, and every `interval` milliseconds while the page is visible; with null, not by itself. */
export function useFetched<T>(
  fetch: (signal: AbortSignal) => Promise<T>,
  interval: number | null,
): Fetched<T> {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const inFlight = useRef<AbortController | null>(null);

  const load = useCallback(async () => {
    inFlight.current?.abort();
    const control = new AbortController();
    inFlight.current = control;
    try {
      setValue(await fetch(control.signal));
      setTrouble(null);
    } catch (error) {
      if (!isAbort(error) && !control.signal.aborted) setTrouble(troubleFrom(error));
    }
  }, [fetch]);

  useEffect(() => {
    void load();
    const timer = interval === null ? null : setInterval(() => !document.hidden && void load(), interval);
    return () => {
      if (timer) clearInterval(timer);
      inFlight.current?.abort();
    };
  }, [load, interval]);

  return { value, trouble, refresh: useCallback(() => void load(), [load]), set: setValue };
}
