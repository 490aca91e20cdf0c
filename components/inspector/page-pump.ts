import { CallFailed, isAbort } from '#components/api/call.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import type { ClosedReason } from './connection.ts';
import type { PageQuery } from './feed.ts';
import { wantedPage } from './feed-page.ts';
import type { FeedStore } from './feed-store.ts';

type FetchPage = (query: PageQuery, signal: AbortSignal) => Promise<CapturePage>;

/** The longest a page may take, and the longest wait between two attempts, milliseconds. */
const pageTimeout = 15_000;
const longestWait = 8000;

/**
 * Fetches whatever page the feed wants, one at a time, until the returned function is called. `rest` says how long to wait
 * after a page, milliseconds, where pages of few rows would otherwise follow each other without end.
 */
export function pumpPages(
  feed: FeedStore,
  fetchPage: FetchPage,
  rest: (query: PageQuery) => number = () => 0,
) {
  const stopping = new AbortController();
  let isAsking = false;
  let failures = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function ask(query: PageQuery): Promise<void> {
    isAsking = true;
    feed.tell({ type: 'asked', query });
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(pageTimeout)]);
      const page = await fetchPage(query, signal);
      failures = 0;
      isAsking = false;
      if (rest(query) > 0) waiting = setTimeout(retry, rest(query));
      feed.tell({ type: 'page', page });
    } catch (error) {
      isAsking = false;
      if (stopping.signal.aborted && isAbort(error)) return;
      const why = refusalOf(error);
      if (why) return feed.tell({ type: 'closed', why });
      const wait = Math.min(longestWait, 500 * 2 ** failures++);
      waiting = setTimeout(retry, wait);
      feed.tell({ type: 'ask-failed' });
    }
  }

  function next(): void {
    if (isAsking || waiting || stopping.signal.aborted || feed.get().connection.closed) return;
    const query = wantedPage(feed.get());
    if (query) void ask(query);
  }

  function retry(): void {
    clearTimeout(waiting);
    waiting = undefined;
    next();
  }

  const unwatch = feed.watch(next);
  next();
  return {
    retry,
    stop() {
      unwatch();
      clearTimeout(waiting);
      stopping.abort();
    },
  };
}

/** Why there is nothing to be had any more; null when it may be tried again. */
function refusalOf(error: unknown): ClosedReason | null {
  if (!(error instanceof CallFailed)) return null;
  const { code, status } = error.trouble;
  if (code === 'bin-deleted') return code;
  return status === 401 ? 'key-unknown' : null;
}
