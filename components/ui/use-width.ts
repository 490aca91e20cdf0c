'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width of an element in pixels; `assumed` until it is measured. */
export function useWidth<T extends HTMLElement>(assumed: number): [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(assumed);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
