'use client';

import { useEffect, useState } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';

/** A capture with its reply: one that was fetched before its answer is fetched once more; until that is here it is what it was. */
export function useAnswered<C extends CaptureJson | null>(capture: C): C | CaptureJson {
  const { captures } = useInspection();
  const [later, setLater] = useState<CaptureJson | null>(null);
  const early = capture && capture.reply === null ? capture.seq : null;
  useEffect(() => {
    if (early === null) return;
    const leaving = new AbortController();
    // Without what was sent the facts are still there.
    captures.loadAnswered(early, leaving.signal).then(setLater, () => {});
    return () => leaving.abort();
  }, [captures, early]);
  return later && later.seq === early ? later : capture;
}
