'use client';

import { useEffect, useState } from 'react';
import type { Rows } from '#lib/body/rows.ts';

/** Rows that are read before the first rendering. */
const firstRows = 400;
/** How long one slice of reading may block the page, milliseconds, and how many rows are read between time checks. */
const sliceTime = 8;
const stride = 2000;
/** How often the growing count is rendered, milliseconds. */
const drawInterval = 150;

/** Reads the rows of a body, the first ones immediately, the rest in slices between frames, so that long bodies do not block the page. */
export function useRows(rows: Rows<unknown>): { count: number; done: boolean } {
  const [, draw] = useState(0);
  if (rows.count < firstRows && !rows.done) rows.readUpTo(firstRows);

  useEffect(() => {
    if (rows.done) return;
    let timer: ReturnType<typeof setTimeout>;
    let drawnAt = performance.now();
    function slice(): void {
      const until = performance.now() + sliceTime;
      while (!rows.done && performance.now() < until) rows.readUpTo(rows.count + stride);
      if (rows.done || performance.now() - drawnAt > drawInterval) {
        drawnAt = performance.now();
        draw((count) => count + 1);
      }
      if (!rows.done) timer = setTimeout(slice, 4);
    }
    timer = setTimeout(slice, 4);
    return () => clearTimeout(timer);
  }, [rows]);

  return { count: rows.count, done: rows.done };
}
