'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

/** Something fetched, again and again or when asked. What was there stays while nothing newer is. */
export type Looked<T> = {
  readonly value: T | null;
  /** Why the last look failed. */
  readonly trouble: Trouble | null;
  look(): void;
  /** Takes over what is known from elsewhere. */
  put(value: T): void;
};

/** Looks now, whenever `fetch` changes, and every `interval` milliseconds while the page is in view; null for never by itself. */
export function useLooked<T>(fetch: (signal: AbortSignal) => Promise<T>, interval: number | null): Looked<T> {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const under = useRef<AbortController | null>(null);

  const look = useCallback(async () => {
    under.current?.abort();
    const control = new AbortController();
    under.current = control;
    try {
      setValue(await fetch(control.signal));
      setTrouble(null);
    } catch (error) {
      if (!isAbort(error) && !control.signal.aborted) setTrouble(troubleFrom(error));
    }
  }, [fetch]);

  useEffect(() => {
    void look();
    const timer = interval === null ? null : setInterval(() => !document.hidden && void look(), interval);
    return () => {
      if (timer) clearInterval(timer);
      under.current?.abort();
    };
  }, [look, interval]);

  return { value, trouble, look: useCallback(() => void look(), [look]), put: setValue };
}
