'use client';

import { useEffect } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { countBetween } from './capture-rows.ts';
import { unseen } from './feed.ts';
import type { FeedStore } from './feed-store.ts';
import { useFeedValue } from './use-feed.ts';

/** Arrivals are announced at most this often, milliseconds: a busy bin must not talk without end. */
const announcePause = 4000;

/** Lets people know that requests have arrived: in the title of the tab, and to those who listen. */
export function useArrivals(feed: FeedStore, list: FeedStore, isFollowing: boolean, title: string): void {
  const count = useFeedValue(list, unseen);

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
    let told = list.get().head;
    const timer = setInterval(() => {
      const { head, rows } = list.get();
      const news = countBetween(rows, told + 1, head);
      if (news > 0) announce(`${countOf(news, 'request')} arrived`);
      told = head;
    }, announcePause);
    return () => clearInterval(timer);
  }, [list]);
}
