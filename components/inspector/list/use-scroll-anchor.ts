'use client';

import { useLayoutEffect, useRef } from 'react';
import type { RowWindow } from '#components/ui/use-row-window.ts';
import type { Feed } from '../feed/feed-state.ts';
import { type ListOrder, placeOf, rowAtPlace } from '../feed/list-order.ts';

type Rows = { feed: Feed; order: ListOrder; rowHeight: number };

/** Keeps the rows in view in place while rows above them are added or removed. At the top, new rows push in. */
export function useScrollAnchor(view: RowWindow, { feed, order, rowHeight }: Rows): void {
  const { rows, floor } = feed;
  const last = useRef<(Rows & { scrollTop: number }) | null>(null);
  const { scroller, scrollTo } = view;
  const latest = useRef<Rows>({ feed, order, rowHeight });
  latest.current = { feed, order, rowHeight };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rows, or their order and height, move what is in view.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const before = last.current;
    if (before) {
      // The scroll event of the last frame may still be missing, so the current position counts, unless fewer rows have
      // cut it short.
      const furthest = element.scrollHeight - element.clientHeight;
      const was = before.scrollTop > furthest ? before.scrollTop : element.scrollTop;
      const top = anchored(was, before, latest.current);
      if (Math.abs(top - element.scrollTop) >= 1) scrollTo(top);
    }
    const remember = () => {
      last.current = { ...latest.current, scrollTop: element.scrollTop };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [rows, floor, order, rowHeight, scroller, scrollTo]);
}

/** The scroll position in pixels that shows, among the new rows, what `scrollTop` showed among the old ones. */
function anchored(scrollTop: number, before: Rows, after: Rows): number {
  const row = Math.floor(scrollTop / before.rowHeight);
  const seq = scrollTop > 2 ? rowAtPlace(before.feed, before.order, row)?.seq : undefined;
  // Another order begins where it is read from.
  if (seq === undefined || before.order !== after.order) return scrollTop;
  return placeOf(after.feed, after.order, seq) * after.rowHeight + (scrollTop - row * before.rowHeight);
}
