'use client';

import { useCallback, useEffect, useReducer } from 'react';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { isRunning, reduceDeliveries } from './delivery-list.ts';
import { useChecks } from './use-checks.ts';

/** How long after a response they are fetched again while one is running, milliseconds: an event may be missing. */
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
  const isChecked = hasRunning && canFollow;
  const check = useCallback(
    (signal: AbortSignal) => {
      const ids = new Set(first.map(({ id }) => id));
      return api.list({ limit: pageSize }, signal).then(
        ({ deliveries }) =>
          dispatch({ type: 'changed', deliveries: deliveries.filter(({ id }) => ids.has(id)) }),
        // The next one may succeed.
        () => {},
      );
    },
    [api, first],
  );
  useChecks(isChecked ? check : null, { interval: checkInterval, isRepeated: isChecked });

  return rows;
}
