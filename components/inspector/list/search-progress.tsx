'use client';

import { SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { Progress } from '#components/ui/progress.tsx';
import { humanSize } from '#lib/body/size.ts';
import { searchedBytes } from '#lib/model/searched-bytes.ts';
import { useInspection } from '../context/inspection.tsx';
import { countListed, searchedShare } from '../feed/feed.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { noMatch, searchProgress, searchResult } from './words.ts';

/** The state of a search. `resting`: there is more to search, once the user scrolls there. */
type Search = 'searching' | 'resting' | 'stopped' | 'failed' | 'done';

function searchOf(found: Feed): Search {
  if (found.floor <= 1) return 'done';
  if (found.isSearchStopped) return 'stopped';
  if (found.connection.lastFetch === 'failed') return 'failed';
  return found.wanted.older ? 'searching' : 'resting';
}

/** How many requests match: `12 of 1,284 match`. */
export function FoundCount({
  all,
  found,
  counted,
}: {
  all: FeedStore;
  found: FeedStore;
  counted: number | null;
}) {
  const total = useFeedValue(all, ({ total: count }) => count);
  const count = useFeedValue(found, countListed);
  const search = useFeedValue(found, searchOf);
  const isWhole = search === 'done';
  const matchText =
    isWhole || counted !== null
      ? searchResult.matches
      : search === 'resting'
        ? searchResult.moreMatches
        : searchResult.matchesSoFar;

  // biome-ignore lint/correctness/useExhaustiveDependencies: announced once for each search, not with each new request.
  useEffect(() => {
    if (isWhole) announce(searchResult.announce(countWords(count), countOf(total, 'request')));
  }, [isWhole, found]);

  return (
    <span className="truncate text-ink tabular-nums">
      {matchText(countWords(isWhole ? count : (counted ?? count)), countWords(total))}
    </span>
  );
}

type Found = {
  found: FeedStore;
  /** Whether the filter searches bodies. */
  looksAtBodies: boolean;
  onClear: () => void;
};

/** Below the matches: the progress of the search, or that nothing matches, with what to do next. */
export function FoundEnd({ found, looksAtBodies, onClear }: Found) {
  const search = useFeedValue(found, searchOf);
  const isEmpty = useFeedValue(found, (feed) => countListed(feed) === 0);
  const percent = useFeedValue(found, (feed) => Math.floor(searchedShare(feed) * 100));
  if (search === 'done') return isEmpty ? <NoMatch looksAtBodies={looksAtBodies} onClear={onClear} /> : null;
  if (search === 'resting') return null;
  return (
    <div className="flex shrink-0 items-center gap-3 border-line border-t bg-panel px-3.5 py-2.5 text-quiet text-small">
      <div className="min-w-0 flex-1">
        <p>
          {search === 'searching' && searchProgress.searching(percent)}
          {search === 'stopped' && searchProgress.stopped(percent)}
          {search === 'failed' && searchProgress.failed}
        </p>
        <div className="mt-1.5">
          <Progress label={searchProgress.label} done={percent} of={100} />
        </div>
      </div>
      {search === 'stopped' ? (
        <Button onClick={() => found.dispatch({ type: 'search-resumed' })}>{searchProgress.resume}</Button>
      ) : (
        <Button onClick={() => found.dispatch({ type: 'search-stopped' })}>{searchProgress.stop}</Button>
      )}
    </div>
  );
}

function NoMatch({ looksAtBodies, onClear }: Omit<Found, 'found'>) {
  const { bin } = useInspection();
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <SearchX className="size-5 text-quiet" aria-hidden />
      <p className="mt-3 font-medium">{noMatch.title}</p>
      <p className="mt-1 text-quiet">{noMatch.text}</p>
      {looksAtBodies && (
        <p className="mt-3 max-w-96 text-quiet text-small">
          {noMatch.bodies(humanSize(searchedBytes))} {bin.redacted && noMatch.masked}
        </p>
      )}
      <Button className="mt-4" onClick={onClear}>
        {noMatch.clear}
      </Button>
    </div>
  );
}
