'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { isRunning } from './delivery-list.ts';
import { useChecks } from './use-checks.ts';
import { withLoaded } from './with-loaded.ts';
import { withSummary } from './with-summary.ts';

/** How long after a response a delivery that is running is fetched again, milliseconds: an event may be missing. */
const checkInterval = 1000;

/**
 * One delivery with its attempts, kept up to date. `known` is what the API returned when it was sent; `take` sets what it returned later.
 * `isRemoved`: somebody has removed it since.
 */
export function useDelivery(id: string, known: DeliveryJson | null) {
  const { deliveries: api, deliveryNews, may } = useInspection();
  const [delivery, setDelivery] = useState(known?.id === id ? known : null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isRemoved, setRemoved] = useState(false);
  // A link to one request may send it, and sees only what the API returned then.
  const canFollow = may('see-deliveries');

  const take = useCallback((loaded: DeliveryJson) => setDelivery((now) => withLoaded(now, loaded)), []);
  const check = useCallback(
    (signal: AbortSignal) =>
      api.get(id, signal).then(
        (loaded) => {
          take(loaded);
          setTrouble(null);
        },
        (error) => {
          if (!isAbort(error)) setTrouble(troubleFrom(error));
        },
      ),
    [api, id, take],
  );
  const reload = useChecks(canFollow ? check : null, {
    interval: checkInterval,
    isRepeated: delivery !== null && isRunning(delivery),
  });

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        if (event.type === 'missed') return reload();
        if (event.type === 'removed' && event.id === id) return setRemoved(true);
        const summary = event.type === 'changed' && event.deliveries.find((changed) => changed.id === id);
        if (!summary) return;
        // The response is not part of a summary.
        if (isRunning(summary)) setDelivery((now) => now && withSummary(now, summary));
        else reload();
      }),
    [deliveryNews, id, reload],
  );

  return { delivery, trouble, isRemoved, reload, take };
}
