'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';

export type BodyState =
  | { is: 'ready'; bytes: Uint8Array }
  /** It is long: somebody has to ask for it. */
  | { is: 'waiting' }
  | { is: 'loading'; done: number }
  | { is: 'failed'; trouble: Trouble };

/** Bodies up to this many bytes are fetched unasked once somebody looks. */
const unasked = 4 * 1024 * 1024;

/** The bytes of a capture's body: here at once when they are short, else fetched, with progress and a way to stop. */
export function useBody(capture: CaptureJson) {
  const { bodies } = useInspection();
  const known = bodies.peek(capture);
  const [wanted, setWanted] = useState(capture.body.stored <= unasked);
  const [state, setState] = useState<BodyState>({ is: 'waiting' });

  useEffect(() => {
    if (known || !wanted) return;
    const leaving = new AbortController();
    setState({ is: 'loading', done: 0 });
    bodies
      .load(capture, (done) => setState({ is: 'loading', done }), leaving.signal)
      .then((bytes) => setState({ is: 'ready', bytes }))
      .catch((error) => {
        if (isAbort(error)) return;
        setWanted(false);
        setState({ is: 'failed', trouble: troubleFrom(error) });
      });
    return () => leaving.abort();
  }, [bodies, capture, known, wanted]);

  const load = useCallback(() => setWanted(true), []);
  const cancel = useCallback(() => {
    setWanted(false);
    setState({ is: 'waiting' });
  }, []);
  const ready: BodyState | null = known && { is: 'ready', bytes: known };
  return {
    state: ready ?? (wanted && state.is === 'waiting' ? { is: 'loading' as const, done: 0 } : state),
    load,
    cancel,
  };
}
