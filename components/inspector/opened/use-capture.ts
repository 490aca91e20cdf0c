'use client';

import { useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';

type Loaded = { seq: number | null; capture: CaptureJson | null; trouble: Trouble | null };

const nothing: Loaded = { seq: null, capture: null, trouble: null };

/** How long a capture is open before its neighbours are fetched, milliseconds. */
const prefetchDelay = 120;

/** A capture with headers and body. `neighbours` are fetched in advance, since `j` and `k` open them next. */
export function useCapture(seq: number, neighbours: readonly number[]) {
  const { captures } = useInspection();
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [attempt, setAttempt] = useState(0);
  const cached = captures.peek(seq);
  const near = neighbours.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts a retry.
  useEffect(() => {
    const leaving = new AbortController();
    captures
      .load(seq, leaving.signal)
      .then((capture) => setLoaded({ seq, capture, trouble: null }))
      .catch((error) => {
        if (!isAbort(error)) setLoaded({ seq, capture: null, trouble: troubleFrom(error) });
      });
    return () => leaving.abort();
  }, [captures, seq, attempt]);

  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      for (const neighbour of near.split(',').filter(Boolean)) {
        captures.load(Number(neighbour), leaving.signal).catch(() => {});
      }
    }, prefetchDelay);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [captures, near]);

  const current = loaded.seq === seq ? loaded : nothing;
  return {
    capture: cached ?? current.capture,
    trouble: cached ? null : current.trouble,
    retry: () => {
      setLoaded(nothing);
      setAttempt((count) => count + 1);
    },
  };
}
