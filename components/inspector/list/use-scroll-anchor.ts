'use client';

import { useLayoutEffect, useRef } from 'react';
import type { RowWindow } from '#components/ui/use-row-window.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { ListOrder } from '../feed/list-order.ts';
import { type Listing, standsFor } from '../feed/listing.ts';

type Rows = {
  list: FeedStore;
  listing: Listing;
  order: ListOrder;
  rowHeight: number;
  selected: number | null;
};

/** The rows as they were last in view, and from where in pixels. */
type InView = Rows & { scrollTop: number; height: number };

type Options = {
  rows: Rows;
  /** The newest row is kept in view instead of the others. */
  isFollowing: boolean;
  /** Whether rows arrive slowly. */
  isCalm: () => boolean;
};

/**
 * Keeps the rows in view in place while rows above them are added or removed, even if the list is too short to scroll that far: it
 * then ends with as much empty space as before. Only into a list that fits on the screen, single new rows push in from the top,
 * since hiding them beyond the edge would leave empty space below instead.
 */
export function useScrollAnchor(view: RowWindow, { rows, isFollowing, isCalm }: Options): void {
  const { list, listing, order, rowHeight } = rows;
  const last = useRef<InView | null>(null);
  const { scroller, scrollTo } = view;
  const latest = useRef({ rows, isFollowing });
  latest.current = { rows, isFollowing };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rows, or their order and height, move what is in view.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const remember = () => {
      // A list that is hidden, as beside an opened request on a phone, returns to where it was.
      if (element.clientHeight === 0) return;
      last.current = { ...latest.current.rows, scrollTop: element.scrollTop, height: element.clientHeight };
      trimSpace(element, latest.current.rows);
    };
    const settle = (isBack: boolean) => {
      const before = last.current;
      if (before && element.clientHeight > 0 && !latest.current.isFollowing) {
        // The scroll event of the last frame may still be missing, so the current position counts, unless fewer rows have
        // cut it short.
        const furthest = element.scrollHeight - element.clientHeight;
        const was = isBack || before.scrollTop > furthest ? before.scrollTop : element.scrollTop;
        const after = latest.current.rows;
        const top = anchored({ ...before, scrollTop: was }, after, isCalm);
        if (top > was) addSpace(element, top, after);
        if (Math.abs(top - element.scrollTop) >= 1) scrollTo(top);
      }
      remember();
    };
    settle(false);
    let isHidden = element.clientHeight === 0;
    const observer = new ResizeObserver(() => {
      if (isHidden && element.clientHeight > 0) settle(true);
      isHidden = element.clientHeight === 0;
    });
    observer.observe(element);
    element.addEventListener('scroll', remember, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', remember);
    };
  }, [listing, list, order, rowHeight, scroller, scrollTo]);
}

/** The scroll position in pixels that shows the rows that were in view where they were. */
function anchored(before: InView, after: Rows, isCalm: () => boolean): number {
  const { scrollTop } = before;
  // Another order begins where it is read from.
  if (before.order !== after.order) return scrollTop;
  const isAtTop = scrollTop <= 2;
  const fits = heightOf(after) <= before.height;
  if (isAtTop && (before.list !== after.list || (fits && isCalm()))) return scrollTop;
  const place = placeInView(before);
  const seq = isSelectedAt(before, place) ? before.selected : before.listing.at(place)?.row.seq;
  if (seq === undefined || seq === null) return scrollTop;
  return after.listing.placeOf(seq) * after.rowHeight + (scrollTop - place * before.rowHeight);
}

/** The place of the selected row if it was in view, else of the first row that was. */
function placeInView({ listing, rowHeight, selected, scrollTop, height }: InView): number {
  const place = selected === null ? -1 : listing.placeOf(selected);
  const top = place * rowHeight;
  const isInView = place >= 0 && top + rowHeight > scrollTop && top < scrollTop + height;
  return isInView ? place : Math.floor(scrollTop / rowHeight);
}

const contentOf = (element: HTMLElement) => element.firstElementChild as HTMLElement;
const heightOf = ({ listing, rowHeight }: Rows) => listing.count * rowHeight;
const isSelectedAt = ({ listing, selected }: Rows, place: number) => standsFor(listing.at(place), selected);

/** Adds empty space below the rows, if the list cannot be scrolled to `top` without. */
function addSpace(element: HTMLElement, top: number, rows: Rows): void {
  const height = top + element.clientHeight;
  if (height > heightOf(rows)) contentOf(element).style.minHeight = `${height}px`;
}

/** Removes the empty space that is not in view. */
function trimSpace(element: HTMLElement, rows: Rows): void {
  const { style } = contentOf(element);
  if (style.minHeight === '') return;
  const height = element.scrollTop + element.clientHeight;
  style.minHeight = height > heightOf(rows) ? `${height}px` : '';
}
