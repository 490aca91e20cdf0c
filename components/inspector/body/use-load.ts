'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

export type LoadState<Value> = { is: 'ready'; value: Value } | PendingState;

export type PendingState =
  /** It is long: somebody has to ask for it. */
  { is: 'waiting' } | { is: 'loading'; done: number } | { is: 'failed'; trouble: Trouble };

type Loading<Value> = {
  /** What is here already. */
  known: Value | null;
  /** Whether it is fetched before somebody asks. */
  unasked: boolean;
  /** Stays the same function while it loads the same. */
  fetch: (onProgress: (bytes: number) => void, signal: AbortSignal) => Promise<Value>;
};

/** Something that takes time to come: here at once when it is known, else fetched, with progress and a way to stop. */
export function useLoad<Value>({ known, unasked, fetch }: Loading<Value>) {
  const [wanted, setWanted] = useState(unasked);
  const [state, setState] = useState<LoadState<Value>>({ is: 'waiting' });
  const isKnown = known !== null;

  useEffect(() => {
    if (isKnown || !wanted) return;
    const leaving = new AbortController();
    setState({ is: 'loading', done: 0 });
    fetch((done) => setState({ is: 'loading', done }), leaving.signal)
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
    state: ready ?? (wanted && state.is === 'waiting' ? { is: 'loading' as const, done: 0 } : state),
    load,
    cancel,
  };
}
