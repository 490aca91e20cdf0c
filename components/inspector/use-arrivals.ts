'use client';

import { useEffect } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { unseen } from './feed.ts';
import type { FeedStore } from './feed-store.ts';
import { useFeedValue } from './use-feed.ts';

/** Arrivals are announced at most this often, milliseconds: a busy bin must not talk without end. */
const announcePause = 4000;

/** Lets people know that requests have arrived: in the title of the tab, and to those who listen. */
export function useArrivals(feed: FeedStore, isFollowing: boolean, title: string): void {
  const count = useFeedValue(feed, unseen);

  useEffect(() => {
    document.title = `${count > 0 ? `(${count > 999 ? '999+' : count}) ` : ''}${title} · Wirebin`;
  }, [count, title]);

  useEffect(() => {
    const look = () => feed.tell({ type: 'watching', watching: isFollowing && !document.hidden });
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [feed, isFollowing]);

  useEffect(() => {
    let told = feed.get().head;
    const timer = setInterval(() => {
      const { head } = feed.get();
      if (head > told) announce(`${countOf(head - told, 'request')} arrived`);
      told = head;
    }, announcePause);
    return () => clearInterval(timer);
  }, [feed]);
}
