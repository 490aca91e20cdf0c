'use client';

import { useEffect, useState } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';

/** The capture with its response: if it was fetched before the response was sent, it is fetched again. */
export function useResponded<C extends CaptureJson | null>(capture: C): C | CaptureJson {
  const { captures } = useInspection();
  const [later, setLater] = useState<CaptureJson | null>(null);
  const early = capture && capture.reply === null ? capture.seq : null;
  useEffect(() => {
    if (early === null) return;
    const leaving = new AbortController();
    // If it fails, the capture without the response is shown.
    captures.loadResponded(early, leaving.signal).then(setLater, () => {});
    return () => leaving.abort();
  }, [captures, early]);
  return later && later.seq === early ? later : capture;
}
