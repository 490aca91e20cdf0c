'use client';

import { useLayoutEffect, useRef } from 'react';
import type { RowWindow } from '#components/ui/use-row-window.ts';
import { type CaptureRows, indexOf, rowAt } from '../feed/capture-rows.ts';

type Rows = { rows: CaptureRows; rowHeight: number };

/** Keeps the rows in view in place while rows above them are added or removed. At the top, new rows push in. */
export function useScrollAnchor(view: RowWindow, rows: CaptureRows, rowHeight: number): void {
  const last = useRef<(Rows & { scrollTop: number }) | null>(null);
  const { scroller, scrollTo } = view;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const before = last.current;
    if (before) {
      // The scroll event of the last frame may still be missing, so the current position counts, unless fewer rows have
      // cut it short.
      const furthest = element.scrollHeight - element.clientHeight;
      const was = before.scrollTop > furthest ? before.scrollTop : element.scrollTop;
      const top = anchored(was, before, { rows, rowHeight });
      if (Math.abs(top - element.scrollTop) >= 1) scrollTo(top);
    }
    const remember = () => {
      last.current = { rows, rowHeight, scrollTop: element.scrollTop };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [rows, rowHeight, scroller, scrollTo]);
}

/** The scroll position in pixels that shows, among the new rows, what `scrollTop` showed among the old ones. */
function anchored(scrollTop: number, before: Rows, after: Rows): number {
  const row = Math.floor(scrollTop / before.rowHeight);
  const seq = scrollTop > 2 ? rowAt(before.rows, row)?.seq : undefined;
  if (seq === undefined) return scrollTop;
  return indexOf(after.rows, seq) * after.rowHeight + (scrollTop - row * before.rowHeight);
}
