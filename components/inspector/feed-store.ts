import { type Feed, type FeedEvent, reduceFeed } from './feed.ts';

/** The feed, outside React. Events are reduced at once; who draws is told at most once a frame. */
export type FeedStore = {
  get(): Feed;
  tell(event: FeedEvent): void;
  subscribe(listener: () => void): () => void;
  /** Called after every event, at once. */
  watch(watcher: (event: FeedEvent) => void): () => void;
};

/** How often a page in the background is drawn, milliseconds: browsers give it no frames, yet its title counts. */
const backgroundInterval = 250;

export function createFeedStore(first: Feed): FeedStore {
  let feed = first;
  let isDrawingSoon = false;
  const listeners = new Set<() => void>();
  const watchers = new Set<(event: FeedEvent) => void>();

  function draw(): void {
    isDrawingSoon = false;
    for (const listener of listeners) listener();
  }

  function drawSoon(): void {
    if (isDrawingSoon) return;
    isDrawingSoon = true;
    if (document.hidden) setTimeout(draw, backgroundInterval);
    else requestAnimationFrame(draw);
  }

  return {
    get: () => feed,
    tell(event) {
      const before = feed;
      feed = reduceFeed(feed, event);
      if (feed !== before) drawSoon();
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
