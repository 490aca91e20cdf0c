'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

export type LoadState<Value> = { is: 'ready'; value: Value } | PendingState;

/** `waiting`: it is large, so the user has to start loading. `of` is the total size, null while it is unknown. */
export type PendingState =
  | { is: 'waiting' }
  | { is: 'loading'; done: number; of: number | null }
  | { is: 'failed'; trouble: Trouble };

/** Called with the bytes loaded so far, and with the total once it is known. */
export type OnProgress = (done: number, of?: number) => void;

type Loading<Value> = {
  /** The value, when it is available already. */
  known: Value | null;
  /** Whether to load without waiting for the user. */
  startAtOnce: boolean;
  /** Must stay the same function while it loads the same value. */
  fetch: (onProgress: OnProgress, signal: AbortSignal) => Promise<Value>;
};

/** Loads a value with progress and a way to cancel; a known value is ready at once. */
export function useLoad<Value>({ known, startAtOnce, fetch }: Loading<Value>) {
  const [wanted, setWanted] = useState(startAtOnce);
  const [state, setState] = useState<LoadState<Value>>({ is: 'waiting' });
  const isKnown = known !== null;

  useEffect(() => {
    if (isKnown || !wanted) return;
    const leaving = new AbortController();
    setState({ is: 'loading', done: 0, of: null });
    fetch((done, of = 0) => setState({ is: 'loading', done, of: of || null }), leaving.signal)
      .then((value) => setState({ is: 'ready', value }))
      .catch((error) => {
        if (isAbort(error)) return;
        setWanted(false);
        setState({ is: 'failed', trouble: troubleFrom(error) });
      });
    return () => leaving.abort();
  }, [fetch, isKnown, wanted]);

  const load = useCallback(() => setWanted(true), []);
  const cancel = useCallback(() => {
    setWanted(false);
    setState({ is: 'waiting' });
  }, []);
  const ready: LoadState<Value> | null = known === null ? null : { is: 'ready', value: known };
  return {
    state:
      ready ?? (wanted && state.is === 'waiting' ? { is: 'loading' as const, done: 0, of: null } : state),
    load,
    cancel,
  };
}
