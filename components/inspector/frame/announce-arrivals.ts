'use client';

import { useEffect } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { countOf } from '#components/ui/count-words.ts';
import { countBetween } from '../feed/capture-rows.ts';
import { countUnseen } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { announcements, documentTitle } from './words.ts';

/** The shortest time between announcements, milliseconds. */
const announcePause = 4000;

/**
 * Shows new requests in the title of the tab and announces them to screen readers. `followed` is the newest request while it
 * is the one that is shown.
 */
export function useAnnounceArrivals(
  feed: FeedStore,
  list: FeedStore,
  followed: number | null,
  title: string,
): void {
  const count = useFeedValue(list, countUnseen);

  useEffect(() => {
    const isSeen = followed !== null && !document.hidden;
    document.title =
      count > 0 && !isSeen
        ? documentTitle.binWithNew(count > 999 ? '999+' : String(count), title)
        : documentTitle.bin(title);
  }, [count, followed, title]);

  useEffect(() => {
    if (followed === null) return;
    const see = () => document.hidden || feed.dispatch({ type: 'seen', upTo: followed });
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [feed, followed]);

  useEffect(() => {
    let announced = list.get().head;
    const timer = setInterval(() => {
      const { head, rows } = list.get();
      const news = countBetween(rows, announced + 1, head);
      if (news > 0) announce(announcements.received(countOf(news, 'request')));
      announced = head;
    }, announcePause);
    return () => clearInterval(timer);
  }, [list]);
}
