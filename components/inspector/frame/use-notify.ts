'use client';

import { useCallback, useEffect } from 'react';
import { notifyName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { announce } from '#components/ui/announcer.tsx';
import { countOf } from '#components/ui/count-words.ts';
import { readable } from '#lib/http/byte-string.ts';
import { countBetween, rowAt } from '../feed/capture-rows.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { notifications } from './words.ts';

/** The shortest time between notifications, milliseconds; the next one counts what arrived meanwhile. */
const pause = 5000;

/** Notifies of new requests while the page is hidden, if turned on: method and path, no headers or body. */
export function useNotify(list: FeedStore, title: string) {
  const [stored, store] = useStored(notifyName);
  const wanted = stored === 'on';

  useEffect(() => {
    if (!wanted || typeof Notification === 'undefined') return;
    let notified = list.get().head;
    const timer = setInterval(() => {
      const { head, rows } = list.get();
      const news = countBetween(rows, notified + 1, head);
      notified = head;
      const newest = rowAt(rows, 0);
      if (!document.hidden || news === 0 || !newest || Notification.permission !== 'granted') return;
      const what = `${newest.method} ${readable(newest.path)}`.slice(0, 120);
      const notification = new Notification(title, {
        body: news === 1 ? what : notifications.several(countOf(news, 'request'), what),
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
    announce(answer === 'granted' ? notifications.on : notifications.blocked);
  }, [wanted, store]);

  return { wanted, toggle };
}
