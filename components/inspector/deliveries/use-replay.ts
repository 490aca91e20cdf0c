'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { afterServerStop, furtherProgress } from './replay-state.ts';
import { useChecks } from './use-checks.ts';

/** How long after a response a bulk replay that runs is fetched again, milliseconds: an event may be missing. */
const checkInterval = 2000;

/**
 * The progress of a bulk replay. `known` is what the API returned when it was started. While hidden it follows live events only. `isGone`:
 * the server has been restarted since, and knows its deliveries only.
 */
export function useReplay(id: string, known: ReplayProgress | null, isHidden: boolean) {
  const { deliveries: api, deliveryNews } = useInspection();
  const [progress, setProgress] = useState(known?.id === id ? known : null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isGone, setGone] = useState(false);

  const check = useCallback(
    (signal: AbortSignal) =>
      api.replay(id, signal).then(
        (loaded) => {
          setProgress((now) => furtherProgress(now, loaded));
          setTrouble(null);
        },
        (error) => {
          if (isAbort(error)) return;
          const failed = troubleFrom(error);
          if (failed.code !== 'replay-not-found') return setTrouble(failed);
          setGone(true);
          setTrouble(null);
          setProgress(afterServerStop);
        },
      ),
    [api, id],
  );
  const reload = useChecks(check, {
    interval: checkInterval,
    isRepeated: progress?.state === 'running' && !isHidden,
  });

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        if (event.type === 'replay' && event.progress.id === id)
          setProgress((now) => furtherProgress(now, event.progress));
        if (event.type === 'missed') reload();
      }),
    [deliveryNews, id, reload],
  );

  return { progress, trouble, isGone, reload };
}
