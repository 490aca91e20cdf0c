'use client';

import { useEffect, useReducer } from 'react';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { isRunning, reduceDeliveries } from './delivery-list.ts';

/** How often they are fetched while one is running, milliseconds: an event may be missing. */
const checkInterval = 1500;

/** The most that a page of the API has; a request is repeated fewer times. */
const pageSize = 200;

/** Deliveries that this page has sent, kept up to date while they run. */
export function useWatchedDeliveries(first: readonly DeliverySummary[]): readonly DeliverySummary[] {
  const { deliveries: api, deliveryNews, may } = useInspection();
  const [{ rows }, dispatch] = useReducer(reduceDeliveries, { rows: first, total: first.length, next: null });
  const canFollow = may('see-deliveries');

  useEffect(() => {
    const ids = new Set(first.map(({ id }) => id));
    return deliveryNews.subscribe((event) => {
      if (event.type === 'removed') dispatch(event);
      if (event.type !== 'changed') return;
      dispatch({ type: 'changed', deliveries: event.deliveries.filter(({ id }) => ids.has(id)) });
    });
  }, [deliveryNews, first]);

  const hasRunning = rows.some(isRunning);
  useEffect(() => {
    if (!hasRunning || !canFollow) return;
    const leaving = new AbortController();
    const ids = new Set(first.map(({ id }) => id));
    const timer = setInterval(() => {
      api.list({ limit: pageSize }, leaving.signal).then(
        ({ deliveries }) =>
          dispatch({ type: 'changed', deliveries: deliveries.filter(({ id }) => ids.has(id)) }),
        // The next one may succeed.
        () => {},
      );
    }, checkInterval);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [api, first, hasRunning, canFollow]);

  return rows;
}
