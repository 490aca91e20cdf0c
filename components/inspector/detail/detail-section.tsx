'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  type Destination,
  type Place,
  PlaceProvider,
  parsePlace,
  printPlace,
} from '#components/request/place-in-request.tsx';
import { RequestLinkProvider } from '#components/request/request-link.ts';
import { classNames } from '#components/ui/class-names.ts';
import { useThrottled } from '#components/ui/use-throttled.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useListOrder } from '../feed/use-list-order.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import { useMakeRequestLink } from '../share/use-make-request-link.ts';
import { DetailBar } from './detail-bar.tsx';
import { DetailPane } from './detail-pane.tsx';
import { isTabId, type TabId } from './detail-tabs.tsx';
import { detailSection as words } from './words.ts';

/** The shortest time between two shown requests while the selection keeps moving, milliseconds. */
const pause = 150;

/** Moves the selection to the next and previous request in the list. */
type Moves = { previous: () => void; next: () => void; hasPrevious: boolean; hasNext: boolean };

type Props = {
  feed: FeedStore;
  /** The list as shown, which may be filtered. */
  list: FeedStore;
  reader: OpenedRequestControl;
  selected: number;
  news: number;
  onNewest: () => void;
  moves: Moves;
  className: string;
};

/** The pane of the selected request; on a phone, the whole screen. */
export function DetailSection({ feed, list, reader, selected, news, onNewest, moves, className }: Props) {
  const shown = useThrottled(selected, pause);
  const { tab, setTab, navigation } = usePlace(shown);
  const requestLink = useMakeRequestLink(shown);
  const [order] = useListOrder();
  return (
    <section
      aria-label={words.label}
      data-detail
      tabIndex={-1}
      className={classNames('min-w-0 flex-1 flex-col outline-none', className)}
    >
      <DetailBar
        seq={shown}
        news={news}
        order={order}
        hasPrevious={moves.hasPrevious}
        hasNext={moves.hasNext}
        onBack={reader.close}
        onPrevious={moves.previous}
        onNext={moves.next}
        onNewest={onNewest}
      />
      <div data-page className="@container min-h-0 flex-1 scrolls wide:overflow-hidden">
        <PlaceProvider value={navigation}>
          <RequestLinkProvider value={requestLink}>
            <DetailPane
              key={shown}
              feed={feed}
              list={list}
              seq={shown}
              tab={tab}
              onTab={setTab}
              onFollow={reader.follow}
            />
          </RequestLinkProvider>
        </PlaceProvider>
      </div>
    </section>
  );
}

/**
 * The open tab, which stays the same from one request to the next, and the destination in it, which belongs to one request.
 * Both are kept in sync with the fragment of the URL.
 */
function usePlace(seq: number) {
  const [state, setState] = useState<{ seq: number; destination: Destination } | null>(null);

  const show = useCallback(
    (place: Place) =>
      setState((old) => ({ seq, destination: { ...place, turn: (old?.destination.turn ?? 0) + 1 } })),
    [seq],
  );
  const go = useCallback(
    (place: Place) => {
      show(place);
      history.replaceState(history.state, '', printPlace(place));
    },
    [show],
  );
  useEffect(() => {
    const readFragment = () => {
      const place = parsePlace(location.hash);
      if (place && isTabId(place.tab)) show(place);
    };
    if (state === null) readFragment();
    addEventListener('hashchange', readFragment);
    return () => removeEventListener('hashchange', readFragment);
  }, [show, state]);

  const destination = state?.seq === seq ? state.destination : null;
  const navigation = useMemo(() => ({ destination, go }), [destination, go]);
  const tab = state && isTabId(state.destination.tab) ? state.destination.tab : null;
  const setTab = useCallback((id: TabId) => go({ tab: id, view: null, at: null }), [go]);
  return { tab, setTab, navigation };
}
