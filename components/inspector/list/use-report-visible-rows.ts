'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RowWindow } from '#components/ui/use-row-window.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { countListed } from '../feed/feed.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { ListOrder } from '../feed/list-order.ts';
import type { Listing } from '../feed/listing.ts';

/** How many rows before the end of the loaded ones older rows are fetched. */
const prefetchRows = 60;

type Drawn = {
  /** The feed as it is drawn. */
  state: Feed;
  listing: Listing;
  order: ListOrder;
  rowHeight: number;
  /** How many rows may be loaded to show the oldest first. */
  wanted: number;
};

/** Tells the feed which rows are drawn and seen, and requests older rows before the end is reached where they are shown. */
export function useReportVisibleRows(list: FeedStore, view: RowWindow, drawn: Drawn): void {
  const { scroller, firstVisible, endVisible } = view;
  const { listing, order, wanted } = drawn;
  const { count } = listing;
  const loaded = countListed(drawn.state);
  const latest = useRef(drawn);
  latest.current = drawn;

  useEffect(() => {
    const { state, listing: lines } = latest.current;
    const [top, bottom] = [lines.at(firstVisible), lines.at(endVisible - 1)];
    if (top && bottom) {
      const [newest, oldest] = order === 'newest' ? [top, bottom] : [bottom, top];
      list.dispatch({ type: 'rows-visible', from: oldest.stands[0]!.seq, to: newest.row.seq });
    }
    const isNearOldest = order === 'newest' ? endVisible > count - prefetchRows : loaded < wanted;
    if (state.floor > 1 && isNearOldest) list.dispatch({ type: 'older-wanted' });
  }, [list, order, firstVisible, endVisible, count, loaded, wanted]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are in view when one of these changes.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const see = () => {
      if (document.hidden || element.clientHeight === 0) return;
      const newest = newestInView(latest.current, element);
      if (newest && newest.seq > list.get().lastSeen) list.dispatch({ type: 'seen', upTo: newest.seq });
    };
    see();
    element.addEventListener('scroll', see, { passive: true });
    document.addEventListener('visibilitychange', see);
    return () => {
      element.removeEventListener('scroll', see);
      document.removeEventListener('visibilitychange', see);
    };
  }, [list, scroller, order, firstVisible, endVisible, listing]);
}

/** The newest row of which at least half is in view. */
function newestInView(
  { listing, order, rowHeight }: Drawn,
  { scrollTop, clientHeight }: HTMLElement,
): CaptureSummary | undefined {
  const first = Math.round(scrollTop / rowHeight);
  const end = Math.min(listing.count, Math.round((scrollTop + clientHeight) / rowHeight));
  return listing.at(order === 'newest' ? first : end - 1)?.row;
}
