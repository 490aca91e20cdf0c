'use client';

import { useCallback, useEffect, useState } from 'react';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { useChecks } from './use-checks.ts';

const none: readonly ReplayProgress[] = [];

/**
 * The bulk replays of the bin that the server remembers, the latest first, with the progress they had when this page first heard of them.
 * None while it is not enabled.
 */
export function useKnownReplays(isEnabled: boolean): readonly ReplayProgress[] {
  const { deliveries: api, deliveryNews } = useInspection();
  const [replays, setReplays] = useState(none);
  const check = useCallback(
    (signal: AbortSignal) =>
      api.replays(signal).then(
        setReplays,
        // The deliveries are listed without them.
        () => {},
      ),
    [api],
  );
  const reload = useChecks(isEnabled ? check : null, { interval: 0, isRepeated: false });

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        if (event.type === 'missed') reload();
        if (event.type !== 'replay') return;
        const { progress } = event;
        setReplays((now) => (now.some(({ id }) => id === progress.id) ? now : [progress, ...now]));
      }),
    [deliveryNews, reload],
  );
  return isEnabled ? replays : none;
}
