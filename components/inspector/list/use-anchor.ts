'use client';

import { useLayoutEffect, useRef } from 'react';
import { type CaptureRows, indexOf, rowAt } from '../capture-rows.ts';
import type { RowWindow } from './use-window.ts';

type Rows = { rows: CaptureRows; rowHeight: number };

/** Keeps the rows in view where they are while others come and go above them. At the top, the newest push in. */
export function useAnchor(view: RowWindow, rows: CaptureRows, rowHeight: number): void {
  const last = useRef<(Rows & { scrollTop: number }) | null>(null);
  const { scroller, scrollTo } = view;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const before = last.current;
    if (before) {
      // A view that was moved since the last frame has not told of it yet: where it is counts, not where it was. Unless
      // fewer rows cut it short.
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

/** Where to scroll to among the rows there are now, to see what was seen at `scrollTop` among those before; pixels. */
function anchored(scrollTop: number, before: Rows, after: Rows): number {
  const row = Math.floor(scrollTop / before.rowHeight);
  const seq = scrollTop > 2 ? rowAt(before.rows, row)?.seq : undefined;
  if (seq === undefined) return scrollTop;
  return indexOf(after.rows, seq) * after.rowHeight + (scrollTop - row * before.rowHeight);
}
