import { reduceFeed } from './feed.ts';
import type { Feed, FeedEvent } from './feed-state.ts';

/** Holds the feed outside React. Events are reduced at once; subscribers are notified with the next frame, at most
 * every 50 ms; of what was seen, at once. */
export type FeedStore = {
  get(): Feed;
  /** The feed as it was when subscribers were last notified: all components draw the same one. */
  drawn(): Feed;
  dispatch(event: FeedEvent): void;
  subscribe(listener: () => void): () => void;
  /** Calls the watcher after every event, synchronously. */
  watch(watcher: (event: FeedEvent) => void): () => void;
};

/** How often a hidden page is rendered, milliseconds: it gets no animation frames, but its title shows a count. */
const hiddenInterval = 250;
/**
 * The shortest time between two renderings, milliseconds. The first event of a burst is rendered at once; the frames
 * between stay free for scrolling and typing.
 */
const minInterval = 50;

export function createFeedStore(initial: Feed): FeedStore {
  let feed = initial;
  let drawn = initial;
  let isScheduled = false;
  let notifiedAt = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();
  const watchers = new Set<(event: FeedEvent) => void>();

  function notify(): void {
    notifiedAt = performance.now();
    drawn = feed;
    for (const listener of listeners) listener();
  }

  function notifyScheduled(): void {
    isScheduled = false;
    if (drawn !== feed) notify();
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    const wait = notifiedAt + minInterval - performance.now();
    if (document.hidden) setTimeout(notifyScheduled, hiddenInterval);
    else if (wait > 0) setTimeout(() => requestAnimationFrame(notifyScheduled), wait);
    else requestAnimationFrame(notifyScheduled);
  }

  return {
    get: () => feed,
    drawn: () => drawn,
    dispatch(event) {
      const before = feed;
      feed = reduceFeed(feed, event);
      // What has just been drawn is no longer new: a count of it must not be seen.
      if (feed !== before) event.type === 'seen' ? notify() : schedule();
      for (const watcher of watchers) watcher(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
