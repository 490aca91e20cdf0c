'use client';

import { useCallback, useEffect } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { notifyName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { announce } from '#components/ui/announcer.tsx';
import { readable } from '#lib/http/byte-string.ts';
import { countBetween, rowAt } from './capture-rows.ts';
import type { FeedStore } from './feed-store.ts';

/** At most one notification in this time, milliseconds: what arrives meanwhile is counted in the next. */
const pause = 5000;

/** Tells of arrivals while the page is hidden, once somebody has asked for it: method and path, nothing of what was sent. */
export function useNotify(list: FeedStore, title: string) {
  const [stored, store] = useStored(notifyName);
  const wanted = stored === 'on';

  useEffect(() => {
    if (!wanted || typeof Notification === 'undefined') return;
    let told = list.get().head;
    const timer = setInterval(() => {
      const { head, rows } = list.get();
      const news = countBetween(rows, told + 1, head);
      told = head;
      const newest = rowAt(rows, 0);
      if (!document.hidden || news === 0 || !newest || Notification.permission !== 'granted') return;
      const what = `${newest.method} ${readable(newest.path)}`.slice(0, 120);
      const notification = new Notification(title, {
        body: news === 1 ? what : `${countOf(news, 'request')}, the last ${what}`,
        tag: `wirebin ${title}`,
        icon: '/icon.svg',
      });
      notification.onclick = () => {
        window.focus();
        notification.close();
      };
    }, pause);
    return () => clearInterval(timer);
  }, [list, title, wanted]);

  const toggle = useCallback(async () => {
    if (wanted) return store(null);
    const answer = typeof Notification === 'undefined' ? 'denied' : await Notification.requestPermission();
    if (answer === 'granted') store('on');
    announce(answer === 'granted' ? 'Notifications on' : 'This browser does not allow notifications here');
  }, [wanted, store]);

  return { wanted, toggle };
}
