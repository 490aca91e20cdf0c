'use client';

import { useEffect, useRef, useState } from 'react';

/** The value, but it changes at most once every `interval` milliseconds; the first change applies at once. */
export function useThrottled<T>(value: T, interval: number): T {
  const [throttled, setThrottled] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    if (Object.is(value, throttled)) return;
    const change = () => {
      changedAt.current = performance.now();
      setThrottled(value);
    };
    const wait = changedAt.current + interval - performance.now();
    if (wait <= 0) return change();
    const timer = setTimeout(change, wait);
    return () => clearTimeout(timer);
  }, [value, throttled, interval]);

  return throttled;
}
