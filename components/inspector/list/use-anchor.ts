'use client';

import { useLayoutEffect, useRef } from 'react';
import { type CaptureRows, indexOf, rowAt } from '../capture-rows.ts';
import type { RowWindow } from './use-window.ts';

/** Keeps the rows in view where they are while others come and go above them. At the top, the newest push in. */
export function useAnchor(view: RowWindow, rows: CaptureRows, rowHeight: number): void {
  const anchor = useRef<{ seq: number; above: number } | null>(null);
  const { scroller, scrollTo } = view;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const held = anchor.current;
    if (held) {
      const top = indexOf(rows, held.seq) * rowHeight + held.above;
      if (Math.abs(top - element.scrollTop) >= 1) scrollTo(top);
    }
    const remember = () => {
      const row = Math.floor(element.scrollTop / rowHeight);
      const seq = element.scrollTop > 2 ? rowAt(rows, row)?.seq : undefined;
      anchor.current = seq === undefined ? null : { seq, above: element.scrollTop - row * rowHeight };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [rows, rowHeight, scroller, scrollTo]);
}
