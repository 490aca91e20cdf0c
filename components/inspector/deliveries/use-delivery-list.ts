'use client';

import { useCallback, useEffect, useReducer, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { DeliveryScope } from '#components/api/deliveries.ts';
import { useInspection } from '../context/inspection.tsx';
import { isRunning, listEventOf, noDeliveries, reduceDeliveries } from './delivery-list.ts';
import { useChecks } from './use-checks.ts';

const pageSize = 50;

/** How long after a response the newest page is fetched again while something in it is running, milliseconds: an event may be missing. */
const checkInterval = 2500;

/** The deliveries of a bin, of a capture or of a bulk replay, kept up to date; while hidden, by live events only. */
export function useDeliveryList({ capture, replay }: DeliveryScope, isHidden: boolean) {
  const { deliveries: api, deliveryNews } = useInspection();
  const [list, dispatch] = useReducer(reduceDeliveries, noDeliveries);
  const [isLoaded, setLoaded] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isLoadingMore, setLoadingMore] = useState(false);

  const check = useCallback(
    (signal: AbortSignal) =>
      api.list({ capture, replay, limit: pageSize }, signal).then(
        (page) => {
          dispatch({ type: 'newest', page });
          setTrouble(null);
          setLoaded(true);
        },
        (error) => {
          if (!isAbort(error)) setTrouble(troubleFrom(error));
        },
      ),
    [api, capture, replay],
  );
  const reload = useChecks(check, {
    interval: checkInterval,
    isRepeated: list.rows.some(isRunning) && !isHidden,
  });

  useEffect(
    () =>
      deliveryNews.subscribe((event) => {
        if (event.type === 'missed') return reload();
        const change = listEventOf(event, { capture, replay });
        if (change) dispatch(change);
      }),
    [deliveryNews, capture, replay, reload],
  );

  async function loadMore(): Promise<void> {
    if (list.next === null || isLoadingMore) return;
    setLoadingMore(true);
    try {
      const page = await api.list({ capture, replay, before: list.next, limit: pageSize });
      dispatch({ type: 'older', page });
      setTrouble(null);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setLoadingMore(false);
  }

  return { list, isLoaded, trouble, reload, loadMore, isLoadingMore };
}
