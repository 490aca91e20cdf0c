'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { isRunning } from './delivery-list.ts';

/** How often a delivery is fetched while it is running, milliseconds: an event may be missing. */
const checkInterval = 1000;

/** One delivery with its attempts, kept up to date. `known` is what the API returned when it was sent. */
export function useDelivery(id: string, known: DeliveryJson | null) {
  const { deliveries: api, deliveryNews, may } = useInspection();
  const [delivery, setDelivery] = useState(known?.id === id ? known : null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  // A link to one request may send it, and sees only what the API returned then.
  const canFollow = may('see-deliveries');

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` loads it again.
  useEffect(() => {
    if (!canFollow) return;
    const leaving = new AbortController();
    api
      .get(id, leaving.signal)
      .then((loaded) => {
        setDelivery(loaded);
        setTrouble(null);
      })
      .catch((error) => isAbort(error) || setTrouble(troubleFrom(error)));
    return () => leaving.abort();
  }, [api, id, turn, canFollow]);

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        const isOurs = event.type === 'changed' && event.deliveries.some((changed) => changed.id === id);
        if (isOurs || event.type === 'missed') reload();
      }),
    [deliveryNews, id, reload],
  );

  const isActive = delivery !== null && isRunning(delivery);
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(reload, checkInterval);
    return () => clearInterval(timer);
  }, [isActive, reload]);

  return { delivery, trouble, reload, setDelivery };
}
