'use client';

import { useEffect, useState } from 'react';
import type { Rows } from '#lib/body/rows.ts';

/** Rows found at once, so that what is on screen first is there with the first picture. */
const atOnce = 400;
/** How long a slice of reading may hold up the page, milliseconds, and how many rows are found between looks at the clock. */
const sliceTime = 8;
const stride = 2000;
/** How often the growing count is drawn, milliseconds. */
const drawInterval = 150;

/**
 * How many rows of a body are found: the first ones at once, the rest in slices between frames, so that a body of any
 * length leaves the page alive.
 */
export function useRows(rows: Rows<unknown>): { count: number; done: boolean } {
  const [, draw] = useState(0);
  if (rows.count < atOnce && !rows.done) rows.readUpTo(atOnce);

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
