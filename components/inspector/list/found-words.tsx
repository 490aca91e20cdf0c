'use client';

import { SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { type Feed, listed, searchedShare } from '../feed.ts';
import type { FeedStore } from '../feed-store.ts';
import { useFeedValue } from '../use-feed.ts';

/** How far a search is. `resting`: there is more, which is looked at when somebody scrolls there. */
type Search = 'searching' | 'resting' | 'stopped' | 'failed' | 'done';

function searchOf(found: Feed): Search {
  if (found.floor <= 1) return 'done';
  if (found.stopped) return 'stopped';
  if (found.connection.lastFetch === 'failed') return 'failed';
  return found.wishes.older ? 'searching' : 'resting';
}

/** How many match, of how many: `12 of 1,284 match`. */
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
  const count = useFeedValue(found, listed);
  const search = useFeedValue(found, searchOf);
  const isWhole = search === 'done';

  // biome-ignore lint/correctness/useExhaustiveDependencies: once a search, not with each request that arrives.
  useEffect(() => {
    if (isWhole) announce(`${countWords(count)} of ${countOf(total, 'request')} match`);
  }, [isWhole, found]);

  return (
    <span className="truncate text-ink tabular-nums">
      {countWords(isWhole ? count : (counted ?? count))}
      {!isWhole && counted === null && (search === 'resting' ? '+' : ' so far')} of {countWords(total)} match
    </span>
  );
}

/** Beneath what was found: how far the search is, or that nothing matches, with the next step. */
export function FoundEnd({ found, onClear }: { found: FeedStore; onClear: () => void }) {
  const search = useFeedValue(found, searchOf);
  const isEmpty = useFeedValue(found, (feed) => listed(feed) === 0);
  const percent = useFeedValue(found, (feed) => Math.floor(searchedShare(feed) * 100));
  if (search === 'done') return isEmpty ? <NoMatch onClear={onClear} /> : null;
  if (search === 'resting') return null;
  return (
    <div className="flex shrink-0 items-center gap-3 border-line border-t bg-panel px-3.5 py-2.5 text-quiet text-small">
      <div className="min-w-0 flex-1">
        <p>
          {search === 'searching' && `Searching, ${percent} % of the bin looked at`}
          {search === 'stopped' && `Stopped after ${percent} % of the bin`}
          {search === 'failed' && 'The server cannot be reached; the search goes on when it can.'}
        </p>
        <div className="mt-1.5">
          <Progress label="Searched" done={percent} of={100} />
        </div>
      </div>
      {search === 'stopped' ? (
        <Button onClick={() => found.tell({ type: 'older-resumed' })}>Go on</Button>
      ) : (
        <Button onClick={() => found.tell({ type: 'older-stopped' })}>Stop</Button>
      )}
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <SearchX className="size-5 text-quiet" aria-hidden />
      <p className="mt-3 font-medium">No request matches</p>
      <p className="mt-1 text-quiet">What arrives and matches will appear here.</p>
      <Button className="mt-4" onClick={onClear}>
        Clear the filter
      </Button>
    </div>
  );
}
