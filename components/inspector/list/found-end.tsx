'use client';

import { SearchX } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { humanSize } from '#lib/body/size.ts';
import { searchedBytes } from '#lib/model/searched-bytes.ts';
import { useInspection } from '../context/inspection.tsx';
import { countListed, searchedShare } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import { searchOf } from './search-state.ts';
import { noMatch, searchProgress } from './words.ts';

type Found = {
  found: FeedStore;
  filter: FilterControl;
};

/** Below the matches: the progress of the search, or that nothing matches, with what to do next. */
export default function FoundEnd({ found, filter }: Found) {
  const search = useFeedValue(found, searchOf);
  const isEmpty = useFeedValue(found, (feed) => countListed(feed) === 0);
  const percent = useFeedValue(found, (feed) => Math.floor(searchedShare(feed) * 100));
  if (search === 'done') return isEmpty ? <NoMatch filter={filter} /> : null;
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

function NoMatch({ filter }: Omit<Found, 'found'>) {
  const { bin } = useInspection();
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <SearchX className="size-5 text-quiet" aria-hidden />
      <p className="mt-3 font-medium">{noMatch.title}</p>
      <p className="mt-1 text-quiet">{noMatch.text}</p>
      {filter.uses.has('body') && (
        <p className="mt-3 max-w-96 text-quiet text-small">
          {noMatch.bodies(humanSize(searchedBytes))} {bin.redacted && noMatch.masked}
        </p>
      )}
      {filter.uses.has('signature') && (
        <p className="mt-3 max-w-96 text-quiet text-small">{noMatch.signatures}</p>
      )}
      <Button className="mt-4" onClick={() => filter.apply('')}>
        {noMatch.clear}
      </Button>
    </div>
  );
}
