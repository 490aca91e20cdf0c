'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

export type LoadState<Value> = { is: 'ready'; value: Value } | PendingState;

/** `waiting`: it is long, somebody has to ask for it. `of` is null while nobody knows how much it will be. */
export type PendingState =
  | { is: 'waiting' }
  | { is: 'loading'; done: number; of: number | null }
  | { is: 'failed'; trouble: Trouble };

/** Told how many bytes have come, and of how many when that was not known before. */
export type OnProgress = (done: number, of?: number) => void;

type Loading<Value> = {
  /** What is here already. */
  known: Value | null;
  /** Whether it is fetched before somebody asks. */
  unasked: boolean;
  /** Stays the same function while it loads the same. */
  fetch: (onProgress: OnProgress, signal: AbortSignal) => Promise<Value>;
};

/** Something that takes time to come: here at once when it is known, else fetched, with progress and a way to stop. */
export function useLoad<Value>({ known, unasked, fetch }: Loading<Value>) {
  const [wanted, setWanted] = useState(unasked);
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
