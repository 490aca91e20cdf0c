'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * A value that changes at most once in `interval` milliseconds, the first change at once: what follows the newest of a
 * busy bin, or a key held down, need not be fetched for every step.
 */
export function useCalm<T>(value: T, interval: number): T {
  const [calm, setCalm] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    if (Object.is(value, calm)) return;
    const change = () => {
      changedAt.current = performance.now();
      setCalm(value);
    };
    const wait = changedAt.current + interval - performance.now();
    if (wait <= 0) return change();
    const timer = setTimeout(change, wait);
    return () => clearTimeout(timer);
  }, [value, calm, interval]);

  return calm;
}
