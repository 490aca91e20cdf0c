'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export type RowWindow = {
  /** The element that holds the rows; it scrolls, unless it stands in one that does. */
  scroller: RefObject<HTMLDivElement | null>;
  /** The rows to draw: from `first` up to and without `end`. */
  first: number;
  end: number;
  /** The rows that can be seen. */
  firstVisible: number;
  endVisible: number;
  /** Makes a row visible, moving as little as needed. */
  reveal: (index: number) => void;
  /** Moves the view so that `pixels` are above it, and draws the rows there in the same frame. */
  scrollTo: (pixels: number) => void;
};

type View = {
  row: number;
  rows: number;
  /** Whether nothing that was drawn can be seen any more: somebody pulls the scroll bar. */
  leapt: boolean;
};

/** After so long without another leap the rows around those in view are drawn too, milliseconds. */
const settled = 100;

/**
 * Which of `count` rows of equal height to draw in a scrolling element. Own code rather than a virtual list's, because
 * rows arrive above while somebody reads: the view must move with them in the same frame, whatever their number.
 */
export function useWindow(
  count: number,
  rowHeight: number,
  { overscan = 8, inPage = false } = {},
): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  // Until it is measured, and on the server, a screen's height is assumed.
  const [view, setView] = useState<View>({ row: 0, rows: 24, leapt: false });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const box = inPage ? pageScroller(element) : element;
    const above = box === element ? element.scrollTop : distanceAbove(element, box);
    const row = Math.max(0, Math.floor(above / rowHeight));
    const rows = Math.ceil(box.clientHeight / rowHeight) + 1;
    setView((old) => {
      const leapt = Math.abs(row - old.row) > rows + overscan;
      return old.row === row && old.rows === rows ? old : { row, rows, leapt };
    });
  }, [rowHeight, inPage, overscan]);

  // Rows drawn beside those in view help who scrolls on from here; who leaps would wait for them and never see them.
  useEffect(() => {
    if (!view.leapt) return;
    const timer = setTimeout(() => setView((old) => ({ ...old, leapt: false })), settled);
    return () => clearTimeout(timer);
  }, [view]);

  useLayoutEffect(() => {
    if (!scroller.current) return;
    const element = inPage ? pageScroller(scroller.current) : scroller.current;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [look, inPage]);

  const scrollTo = useCallback(
    (pixels: number) => {
      scroller.current?.scrollTo({ top: pixels });
      look();
    },
    [look],
  );

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < element.scrollTop) scrollTo(top);
      else if (bottom > element.scrollTop + element.clientHeight) scrollTo(bottom - element.clientHeight);
    },
    [rowHeight, scrollTo],
  );

  const firstVisible = Math.min(view.row, Math.max(0, count - 1));
  const endVisible = Math.min(count, view.row + view.rows);
  const beside = view.leapt ? 0 : overscan;
  return {
    scroller,
    first: Math.max(0, firstVisible - beside),
    end: Math.min(count, endVisible + beside),
    firstVisible,
    endVisible,
    reveal,
    scrollTo,
  };
}

/** On a phone a whole page scrolls, what stands above the rows with them. The page is marked with `data-page`. */
export function pageScroller(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>('[data-page]') ?? element;
}

/** How much of an element is above the upper edge of what it scrolls in, pixels; negative when it begins below. */
function distanceAbove(element: HTMLElement, box: HTMLElement): number {
  return box.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
