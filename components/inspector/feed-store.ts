import { type Feed, type FeedEvent, reduceFeed } from './feed.ts';

/** The feed, outside React. Events are reduced at once; who draws is told in the next frame, in a busy bin in every third. */
export type FeedStore = {
  get(): Feed;
  tell(event: FeedEvent): void;
  subscribe(listener: () => void): () => void;
  /** Called after every event, at once. */
  watch(watcher: (event: FeedEvent) => void): () => void;
};

/** How often a page in the background is drawn, milliseconds: browsers give it no frames, yet its title counts. */
const backgroundInterval = 250;
/**
 * The least time between two drawings, milliseconds. The first of a burst is drawn at once; nobody reads more often than this,
 * and frames between are left for who scrolls or types.
 */
const leastInterval = 50;

export function createFeedStore(first: Feed): FeedStore {
  let feed = first;
  let isDrawingSoon = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();
  const watchers = new Set<(event: FeedEvent) => void>();

  function draw(): void {
    isDrawingSoon = false;
    drawnAt = performance.now();
    for (const listener of listeners) listener();
  }

  function drawSoon(): void {
    if (isDrawingSoon) return;
    isDrawingSoon = true;
    const wait = drawnAt + leastInterval - performance.now();
    if (document.hidden) setTimeout(draw, backgroundInterval);
    else if (wait > 0) setTimeout(() => requestAnimationFrame(draw), wait);
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
