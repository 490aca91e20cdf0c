'use client';

import { useCallback, useMemo, useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import type { FeedStore } from './feed-store.ts';
import { pausedList } from './paused-list.ts';

/** The list as it is, or as it was when it was paused. */
export function usePause(list: FeedStore) {
  const [at, setAt] = useState<number | null>(null);
  const shown = useMemo(() => (at === null ? list : pausedList(list, at)), [list, at]);
  const resume = useCallback(() => setAt(null), []);
  const toggle = useCallback(() => {
    announce(at === null ? 'Paused' : 'Going on');
    setAt(at === null ? list.get().head : null);
  }, [list, at]);
  return { shown, isPaused: at !== null, toggle, resume };
}
