import type { BinApi } from '#components/api/bins.ts';
import type { FeedStore } from './feed-store.ts';
import { startPageFetcher } from './fetch-pages.ts';
import { type ChannelHandlers, joinLiveChannel } from './live-channel.ts';

/** How often the list is polled without a live channel, milliseconds. */
const pollInterval = 2000;
/** Every so many intervals of polling, the rows already loaded are fetched again, since polling brings no change events. */
const markStaleEvery = 8;
/** Every so many intervals the state of the bin is fetched: how full it is, and when it expires. */
const refreshEvery = 30;
/** With a live channel, every so many intervals the list is checked all the same: a lost event then means a delay, not a missing row. */
const checkEvery = 15;

/** Keeps a feed up to date: joins the live channel, fetches what is missing, polls while there is no channel. Returns a stop function. */
export function runFeed(
  feed: FeedStore,
  { key, api, ...handlers }: { key: string; api: BinApi } & ChannelHandlers,
): () => void {
  const fetcher = startPageFetcher(feed, api.captures);
  const channel = joinLiveChannel(key, feed, handlers);

  let intervals = 0;
  const timer = setInterval(() => {
    intervals++;
    if (intervals % refreshEvery === 0 && !document.hidden) handlers.onSettings();
    const { socket, lastFetch } = feed.get().connection;
    if (socket === 'joined' && lastFetch === 'ok') {
      if (intervals % checkEvery === 0) feed.dispatch({ type: 'newer-wanted' });
      return;
    }
    // Still connecting after an interval: poll meanwhile.
    if (socket === 'connecting') feed.dispatch({ type: 'socket-lost' });
    feed.dispatch({ type: 'newer-wanted' });
    if (intervals % markStaleEvery === 0) feed.dispatch({ type: 'may-be-stale' });
  }, pollInterval);

  // If the list can be fetched again, the channel can probably be joined again too.
  let wasJoined = false;
  const unwatch = feed.watch(({ type }) => {
    wasJoined ||= type === 'channel-joined';
    if (type === 'page-received' && wasJoined && feed.get().connection.socket === 'lost') channel.retry();
  });

  const stopping = new AbortController();
  const on = (target: EventTarget, name: string, listener: () => void) =>
    target.addEventListener(name, listener, { signal: stopping.signal });
  on(window, 'online', () => {
    channel.retry();
    feed.dispatch({ type: 'newer-wanted' });
    fetcher.retry();
  });
  // A server on the same machine is reachable without a network, so this is only a reason to check.
  on(window, 'offline', () => {
    feed.dispatch({ type: 'went-offline' });
    feed.dispatch({ type: 'newer-wanted' });
  });
  on(document, 'visibilitychange', () => {
    if (document.hidden) return;
    channel.retry();
    feed.dispatch({ type: 'newer-wanted' });
    fetcher.retry();
  });

  return () => {
    stopping.abort();
    unwatch();
    clearInterval(timer);
    channel.leave();
    fetcher.stop();
  };
}
