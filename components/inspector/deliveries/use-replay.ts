'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';

/** How often a bulk replay is fetched while it runs, milliseconds: an event may be missing. */
const checkInterval = 2000;

/** The progress of a bulk replay. `known` is what the API returned when it was started. */
export function useReplay(id: string, known: ReplayProgress | null) {
  const { deliveries: api, deliveryNews } = useInspection();
  const [progress, setProgress] = useState(known?.id === id ? known : null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` loads it again.
  useEffect(() => {
    const leaving = new AbortController();
    api
      .replay(id, leaving.signal)
      .then((loaded) => {
        setProgress(loaded);
        setTrouble(null);
      })
      .catch((error) => isAbort(error) || setTrouble(troubleFrom(error)));
    return () => leaving.abort();
  }, [api, id, turn]);

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        if (event.type === 'replay' && event.progress.id === id) setProgress(event.progress);
        if (event.type === 'missed') reload();
      }),
    [deliveryNews, id, reload],
  );

  const isActive = progress?.state === 'running';
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(reload, checkInterval);
    return () => clearInterval(timer);
  }, [isActive, reload]);

  return { progress, trouble, reload };
}
