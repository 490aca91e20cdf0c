'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { DetailBar } from '../bar/detail-bar.tsx';
import type { FeedStore } from '../feed-store.ts';
import { useCalm } from '../use-calm.ts';
import type { useMoves } from '../use-moves.ts';
import type { Reader } from '../use-reading.ts';
import { DetailPane } from './detail-pane.tsx';
import { isTabId, type TabId } from './detail-tabs.tsx';
import { type Place, PlaceProvider, parsePlace, printPlace, type Wanted } from './place.tsx';
import { SeqProvider } from './use-request-link.ts';

/** How often another request may be shown while the selection moves on its own or a key is held, milliseconds. */
const pause = 150;

type Props = {
  feed: FeedStore;
  /** The list as it is shown, which a filter may have made shorter. */
  list: FeedStore;
  reader: Reader;
  selected: number;
  news: number;
  onNewest: () => void;
  moves: ReturnType<typeof useMoves>;
  className: string;
};

/** The side, or on a phone the screen, of the selected request. */
export function DetailSection({ feed, list, reader, selected, news, onNewest, moves, className }: Props) {
  const shown = useCalm(selected, pause);
  const { tab, setTab, going } = usePlace(shown);
  return (
    <section
      aria-label="Selected request"
      data-detail
      tabIndex={-1}
      className={classNames('min-w-0 flex-1 flex-col outline-none', className)}
    >
      <DetailBar
        seq={shown}
        news={news}
        hasPrevious={moves.hasPrevious}
        hasNext={moves.hasNext}
        onBack={reader.close}
        onPrevious={moves.previous}
        onNext={moves.next}
        onNewest={onNewest}
      />
      <div data-page className="@container min-h-0 flex-1 scrolls wide:overflow-hidden">
        <PlaceProvider value={going}>
          <SeqProvider value={shown}>
            <DetailPane
              key={shown}
              feed={feed}
              list={list}
              seq={shown}
              tab={tab}
              onTab={setTab}
              onFollow={reader.follow}
            />
          </SeqProvider>
        </PlaceProvider>
      </div>
    </section>
  );
}

/**
 * The tab that is open, which stays from one request to the next, and the place in it somebody wants, which is of one
 * request alone; both in step with the fragment of the address.
 */
function usePlace(seq: number) {
  const [state, setState] = useState<{ seq: number; wanted: Wanted } | null>(null);

  const want = useCallback(
    (place: Place) => setState((old) => ({ seq, wanted: { ...place, turn: (old?.wanted.turn ?? 0) + 1 } })),
    [seq],
  );
  const go = useCallback(
    (place: Place) => {
      want(place);
      history.replaceState(history.state, '', printPlace(place));
    },
    [want],
  );
  useEffect(() => {
    const look = () => {
      const place = parsePlace(location.hash);
      if (place && isTabId(place.tab)) want(place);
    };
    if (state === null) look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [want, state]);

  const wanted = state?.seq === seq ? state.wanted : null;
  const going = useMemo(() => ({ wanted, go }), [wanted, go]);
  const tab = state && isTabId(state.wanted.tab) ? state.wanted.tab : null;
  const setTab = useCallback((id: TabId) => go({ tab: id, view: null, at: null }), [go]);
  return { tab, setTab, going };
}
