'use client';

import { useEffect } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { countListed } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { searchOf } from './search-state.ts';
import { searchResult } from './words.ts';

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
