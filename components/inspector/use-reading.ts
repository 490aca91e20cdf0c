'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import { narrowScreen } from '#components/ui/use-media.ts';
import { rowAt } from './capture-rows.ts';
import type { FeedStore } from './feed-store.ts';
import { reduceReading } from './reading.ts';

export type Reader = ReturnType<typeof useReading>;

/** The address follows the reading after this pause, milliseconds: browsers allow only so many changes a second. */
const addressPause = 250;

/** Who reads what, kept in step with the address (`/i/{key}/{seq}?filter=…`) and, on a phone, with Back. */
export function useReading(
  list: FeedStore,
  { key, firstSeq, filter }: { key: string; firstSeq: number | null; filter: string },
) {
  const [reading, tell] = useReducer(reduceReading, {
    seq: firstSeq,
    screen: firstSeq === null ? 'list' : 'detail',
  });
  const query = filter === '' ? '' : `?${new URLSearchParams({ filter })}`;
  const address = `/i/${key}${reading.seq === null ? '' : `/${reading.seq}`}${query}`;
  const isFirst = useRef(true);

  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const timer = setTimeout(() => {
      // The tab stays open from one request to the next; a place in it is of one request alone.
      const tab = /^#[a-z]+/.exec(location.hash)?.[0] ?? '';
      history.replaceState(history.state, '', address + tab);
    }, addressPause);
    return () => clearTimeout(timer);
  }, [address]);

  useEffect(() => {
    const onBack = () => {
      // Where somebody has changed the fragment by hand it is still the same request, in another place of it.
      if (history.state === null) return;
      tell({ type: 'screen', screen: history.state.wirebinDetail ? 'detail' : 'list' });
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);

  const newest = useCallback(() => rowAt(list.get().rows, 0)?.seq ?? null, [list]);

  return {
    reading,
    choose: useCallback((seq: number) => tell({ type: 'chose', seq, newest: newest() }), [newest]),
    hold: useCallback(() => tell({ type: 'held', seq: newest() }), [newest]),
    follow: useCallback(() => tell({ type: 'followed' }), []),
    /** Shows the detail screen; Back returns to the list. */
    open: useCallback(() => {
      tell({ type: 'screen', screen: 'detail' });
      if (matchMedia(narrowScreen).matches && !history.state?.wirebinDetail) {
        history.pushState({ ...history.state, wirebinDetail: true }, '', location.href);
      }
    }, []),
    close: useCallback(() => {
      if (history.state?.wirebinDetail) history.back();
      else tell({ type: 'screen', screen: 'list' });
    }, []),
  };
}
