import type { BinApi } from '#components/api/bins.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { FeedStore } from './feed-store.ts';
import { startPageFetcher } from './fetch-pages.ts';
import { toFilteredEvent } from './filtered-feed.ts';

/** How many captures the server searches for a page: the search of a large bin shows its progress and can be stopped. */
const budget = 2000;
/** How often the server evaluates new captures, milliseconds: those of a busy bin are evaluated together. */
const evaluationInterval = 250;

/** Keeps the filtered list up to date with the whole list. Returns a stop function. */
export function runFilteredFeed(
  all: FeedStore,
  found: FeedStore,
  { api, text, filter }: { api: BinApi; text: string; filter: Filter },
): () => void {
  const fetcher = startPageFetcher(
    found,
    (query, signal) => api.captures({ ...query, filter: text, budget }, signal),
    ({ after }) => (after === undefined ? 0 : evaluationInterval),
  );
  // Captures may have arrived, and rows changed, since the filtered list was created.
  const { head } = all.get();
  found.dispatch(head > found.get().head ? { type: 'channel-joined', head } : { type: 'may-be-stale' });
  const unwatch = all.watch((event) => {
    const filtered = toFilteredEvent(event, all.get(), filter);
    if (filtered) found.dispatch(filtered);
  });
  return () => {
    unwatch();
    fetcher.stop();
  };
}
