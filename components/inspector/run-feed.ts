import type { BinApi } from '#components/api/bins.ts';
import type { FeedStore } from './feed-store.ts';
import { type Hearing, joinLiveChannel } from './live-channel.ts';
import { pumpPages } from './page-pump.ts';

/** How often the list is looked at without a live channel, milliseconds. */
const pollInterval = 2000;
/** Every so many looks the rows already shown are looked at again too: polled, nobody tells of changes. */
const doubtEvery = 8;
/** Every so many looks the state of the bin is asked for too: how full it is, and until when it is there. */
const refreshEvery = 30;
/** With a live channel, a look now and then makes an announcement that was lost a delay and not a lie. */
const glanceEvery = 15;

/** Keeps a feed fed: joins, catches up, polls where nothing can be joined. Ends with the returned function. */
export function runFeed(
  feed: FeedStore,
  { key, api, ...hearing }: { key: string; api: BinApi } & Hearing,
): () => void {
  const pump = pumpPages(feed, api.captures);
  const channel = joinLiveChannel(key, feed, hearing);

  let looks = 0;
  const timer = setInterval(() => {
    looks++;
    if (looks % refreshEvery === 0 && !document.hidden) hearing.onSettings();
    const { socket, lastFetch } = feed.get().connection;
    if (socket === 'joined' && lastFetch === 'ok') {
      if (looks % glanceEvery === 0) feed.tell({ type: 'newer-wanted' });
      return;
    }
    // A channel that has not answered by now is none, whatever may come of it.
    if (socket === 'connecting') feed.tell({ type: 'socket-lost' });
    feed.tell({ type: 'newer-wanted' });
    if (looks % doubtEvery === 0) feed.tell({ type: 'doubted' });
  }, pollInterval);

  // Where the list can be fetched again, the channel that was there will be back too.
  let wasJoined = false;
  const unwatch = feed.watch(({ type }) => {
    wasJoined ||= type === 'joined';
    if (type === 'page' && wasJoined && feed.get().connection.socket === 'lost') channel.retry();
  });

  const isOver = new AbortController();
  const on = (target: EventTarget, name: string, listener: () => void) =>
    target.addEventListener(name, listener, { signal: isOver.signal });
  on(window, 'online', () => {
    channel.retry();
    feed.tell({ type: 'newer-wanted' });
    pump.retry();
  });
  // A server on this very machine needs no network, so the browser's word is a reason to look and not to believe.
  on(window, 'offline', () => {
    feed.tell({ type: 'silent' });
    feed.tell({ type: 'newer-wanted' });
  });
  on(document, 'visibilitychange', () => {
    if (document.hidden) return;
    channel.retry();
    feed.tell({ type: 'newer-wanted' });
    pump.retry();
  });

  return () => {
    isOver.abort();
    unwatch();
    clearInterval(timer);
    channel.leave();
    pump.stop();
  };
}
