'use client';

import { useCallback, useEffect, useRef } from 'react';

/** The most rows that move within a second. Where more arrive, they only appear. */
const mostMoving = 3;
const second = 1000;

/** Which rows of a list have just arrived, and whether only a few do. `head` is the highest seq that is drawn. */
export function useArrivals(head: number): { isCalm: () => boolean; isNew: (seq: number) => boolean } {
  const latest = useRef(head);
  latest.current = head;
  const drawn = useRef(head);
  const recent = useRef<{ at: number; rows: number }[]>([]);
  useEffect(() => {
    const rows = head - drawn.current;
    if (rows <= 0) return;
    drawn.current = head;
    const at = performance.now();
    recent.current = [...recent.current.filter((before) => at - before.at < second), { at, rows }];
  }, [head]);

  const isCalm = useCallback(() => {
    const since = performance.now() - second;
    const before = recent.current.reduce((sum, { at, rows }) => (at > since ? sum + rows : sum), 0);
    return before + latest.current - drawn.current <= mostMoving;
  }, []);
  const isNew = useCallback((seq: number) => seq > drawn.current && isCalm(), [isCalm]);
  return { isCalm, isNew };
}
