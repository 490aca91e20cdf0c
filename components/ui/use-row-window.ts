'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export type RowWindow = {
  /** The element that holds the rows; it scrolls, unless the page around it does. */
  scroller: RefObject<HTMLDivElement | null>;
  /** The rows to render: from `first` to before `end`. */
  first: number;
  end: number;
  /** The rows in view. */
  firstVisible: number;
  endVisible: number;
  /** Scrolls a row into view, as little as needed. */
  reveal: (index: number) => void;
  /** Scrolls a row to the middle. False while the rows are hidden, which have no middle then. */
  center: (index: number) => boolean;
  /** Scrolls to `pixels` and renders the rows there in the same frame. */
  scrollTo: (pixels: number) => void;
};

type View = {
  row: number;
  rows: number;
  /** The last scroll went past everything that was rendered, as when the scroll bar is dragged. */
  jumped: boolean;
};

/** How long after the last jump the rows around those in view are rendered too, milliseconds. */
const settleTime = 100;

/**
 * Which of `count` rows of equal height to render in a scrolling element. Not a library for virtual lists, because rows
 * arrive above while the user reads: the view must move with them in the same frame, however many there are.
 */
export function useRowWindow(
  count: number,
  rowHeight: number,
  { overscan = 8, inPage = false } = {},
): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  // Until it is measured, and on the server, a screen's height is assumed.
  const [view, setView] = useState<View>({ row: 0, rows: 24, jumped: false });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const box = inPage ? pageScroller(element) : element;
    const above = box === element ? element.scrollTop : distanceAbove(element, box);
    const row = Math.max(0, Math.floor(above / rowHeight));
    const rows = Math.ceil(box.clientHeight / rowHeight) + 1;
    setView((old) => {
      const jumped = Math.abs(row - old.row) > rows + overscan;
      return old.row === row && old.rows === rows ? old : { row, rows, jumped };
    });
  }, [rowHeight, inPage, overscan]);

  // Rows rendered beside those in view help with slow scrolling; during jumps they only cost time.
  useEffect(() => {
    if (!view.jumped) return;
    const timer = setTimeout(() => setView((old) => ({ ...old, jumped: false })), settleTime);
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

  const center = useCallback(
    (index: number) => {
      const height = scroller.current?.clientHeight ?? 0;
      if (height === 0) return false;
      scrollTo(Math.max(0, (index + 0.5) * rowHeight - height / 2));
      return true;
    },
    [rowHeight, scrollTo],
  );

  const firstVisible = Math.min(view.row, Math.max(0, count - 1));
  const endVisible = Math.min(count, view.row + view.rows);
  const beside = view.jumped ? 0 : overscan;
  return {
    scroller,
    first: Math.max(0, firstVisible - beside),
    end: Math.min(count, endVisible + beside),
    firstVisible,
    endVisible,
    reveal,
    center,
    scrollTo,
  };
}

/** The element that scrolls: on a phone the whole page, marked with `data-page`. */
export function pageScroller(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>('[data-page]') ?? element;
}

/** How many pixels of an element are above the top edge of its scroller; negative when it starts below. */
function distanceAbove(element: HTMLElement, box: HTMLElement): number {
  return box.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
