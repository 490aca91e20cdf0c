import { CallFailed, isAbort } from '#components/api/call.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import type { ClosedReason } from './connection-state.ts';
import type { PageQuery } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';
import { nextMissingPage } from './next-missing-page.ts';

type FetchPage = (query: PageQuery, signal: AbortSignal) => Promise<CapturePage>;

/** How long a page may take, and the longest pause between two attempts, milliseconds. */
const pageTimeout = 15_000;
const maxRetryDelay = 8000;

/**
 * Fetches the pages that the feed needs, one at a time, until `stop` is called. `pauseAfter` is how long to wait after
 * a page, milliseconds: it limits how often small pages are fetched.
 */
export function startPageFetcher(
  feed: FeedStore,
  fetchPage: FetchPage,
  pauseAfter: (query: PageQuery) => number = () => 0,
) {
  const stopping = new AbortController();
  let isPending = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function fetchOne(query: PageQuery): Promise<void> {
    isPending = true;
    feed.dispatch({ type: 'page-requested', query });
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(pageTimeout)]);
      const page = await fetchPage(query, signal);
      failures = 0;
      isPending = false;
      if (pauseAfter(query) > 0) timer = setTimeout(retry, pauseAfter(query));
      feed.dispatch({ type: 'page-received', page });
    } catch (error) {
      isPending = false;
      if (stopping.signal.aborted && isAbort(error)) return;
      const why = closedReasonOf(error);
      if (why) return feed.dispatch({ type: 'closed', why });
      const delay = Math.min(maxRetryDelay, 500 * 2 ** failures++);
      timer = setTimeout(retry, delay);
      feed.dispatch({ type: 'page-failed' });
    }
  }

  function fetchNext(): void {
    if (isPending || timer || stopping.signal.aborted || feed.get().connection.closed) return;
    const query = nextMissingPage(feed.get());
    if (query) void fetchOne(query);
  }

  function retry(): void {
    clearTimeout(timer);
    timer = undefined;
    fetchNext();
  }

  const unwatch = feed.watch(fetchNext);
  fetchNext();
  return {
    retry,
    stop() {
      unwatch();
      clearTimeout(timer);
      stopping.abort();
    },
  };
}

/** Why the bin cannot be read any more; null when a retry may succeed. */
function closedReasonOf(error: unknown): ClosedReason | null {
  if (!(error instanceof CallFailed)) return null;
  const { code, status } = error.trouble;
  if (code === 'bin-deleted') return code;
  return status === 401 ? 'key-unknown' : null;
}
