'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import { narrowScreen } from '#components/ui/use-media.ts';
import { reduceOpenedRequest } from './opened-request.ts';

export type OpenedRequestControl = ReturnType<typeof useOpenedRequest>;

/** How long after a change the URL is updated, milliseconds: browsers limit how often it may change. */
const urlDelay = 250;

/** Which request is open, kept in sync with the URL (`/i/{key}/{seq}?filter=…`) and, on a phone, with the Back button. */
export function useOpenedRequest({
  key,
  firstSeq,
  filter,
}: {
  key: string;
  firstSeq: number | null;
  filter: string;
}) {
  const [reading, dispatch] = useReducer(reduceOpenedRequest, {
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
      // The tab stays open for the next request; a place within it belongs to one request.
      const tab = /^#[a-z]+/.exec(location.hash)?.[0] ?? '';
      history.replaceState(history.state, '', address + tab);
    }, urlDelay);
    return () => clearTimeout(timer);
  }, [address]);

  useEffect(() => {
    const onBack = () => {
      // Null after the user has edited the fragment: the same request is open.
      if (history.state === null) return;
      dispatch({ type: 'screen', screen: history.state.wirebinDetail ? 'detail' : 'list' });
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);

  return {
    reading,
    choose: useCallback((seq: number) => dispatch({ type: 'chose', seq }), []),
    /** Ends following: the request that is shown stays open. */
    hold: useCallback((seq: number | null) => dispatch({ type: 'held', seq }), []),
    follow: useCallback(() => dispatch({ type: 'followed' }), []),
    /** Shows the detail screen; Back returns to the list. */
    open: useCallback(() => {
      dispatch({ type: 'screen', screen: 'detail' });
      if (matchMedia(narrowScreen).matches && !history.state?.wirebinDetail) {
        history.pushState({ ...history.state, wirebinDetail: true }, '', location.href);
      }
    }, []),
    close: useCallback(() => {
      if (history.state?.wirebinDetail) history.back();
      else dispatch({ type: 'screen', screen: 'list' });
    }, []),
  };
}
