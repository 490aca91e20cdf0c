'use client';

import { useCallback, useMemo, useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import type { FeedStore } from './feed-store.ts';
import { createPausedFeed } from './paused-feed.ts';
import { pauseAnnouncements } from './words.ts';

/** The list, or the list as it was when the user paused it. */
export function usePause(list: FeedStore) {
  const [at, setAt] = useState<number | null>(null);
  const shown = useMemo(() => (at === null ? list : createPausedFeed(list, at)), [list, at]);
  const resume = useCallback(() => setAt(null), []);
  const toggle = useCallback(() => {
    announce(at === null ? pauseAnnouncements.paused : pauseAnnouncements.resumed);
    setAt(at === null ? list.get().head : null);
  }, [list, at]);
  return { shown, isPaused: at !== null, toggle, resume };
}
