import type { BinApi } from '#components/api/bins.ts';
import type { Filter } from '#lib/filter/index.ts';
import type { FeedStore } from './feed-store.ts';
import { throughFilter } from './found-feed.ts';
import { pumpPages } from './page-pump.ts';

/** How many captures the server looks at for a page: a search of a large bin shows how far it is, and can be stopped. */
const budget = 2000;
/** How often the server is asked about what arrives, milliseconds: a busy bin's arrivals are judged together. */
const rest = 250;

/** Keeps the list of what a filter finds fed, beside the whole list. Ends with the returned function. */
export function runFound(
  all: FeedStore,
  found: FeedStore,
  { api, text, filter }: { api: BinApi; text: string; filter: Filter },
): () => void {
  const pump = pumpPages(
    found,
    (query, signal) => api.captures({ ...query, filter: text, budget }, signal),
    ({ after }) => (after === undefined ? 0 : rest),
  );
  // What was heard since the list was made, and before now; rows it was made of may have changed unheard.
  const { head } = all.get();
  found.tell(head > found.get().head ? { type: 'joined', head } : { type: 'doubted' });
  const unwatch = all.watch((event) => {
    const meant = throughFilter(event, all.get(), filter);
    if (meant) found.tell(meant);
  });
  return () => {
    unwatch();
    pump.stop();
  };
}
