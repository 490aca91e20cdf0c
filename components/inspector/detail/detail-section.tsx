'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import type { FilterControl } from '../filter/use-filter.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import { useLinkToRequest } from '../share/use-link-to-request.ts';
import { DetailBar } from './detail-bar.tsx';
import { DetailPane } from './detail-pane.tsx';
import { isTabId, type TabId } from './tab-ids.ts';
import { useTouch } from './use-touch.ts';
import { detailSection as words } from './words.ts';

/** The shortest time between two shown requests while the selection keeps moving, milliseconds. */
const pause = 150;

/** Moves the selection to the next and previous request in the list. */
type Moves = { previous: () => void; next: () => void; hasPrevious: boolean; hasNext: boolean };

type Props = {
  feed: FeedStore;
  /** The list as shown, which may be filtered. */
  list: FeedStore;
  filter: FilterControl;
  reader: OpenedRequestControl;
  selected: number;
  news: number;
  onNewest: () => void;
  moves: Moves;
  /** Offers to share a place in the request, given as a fragment. */
  onShare: (place: string) => void;
  className: string;
};

/** The pane of the selected request; on a phone, the whole screen. A request that is used stays while others arrive. */
export function DetailSection(props: Props) {
  const { feed, list, filter, reader, selected, news, onNewest, moves, onShare, className } = props;
  const shown = useThrottled(selected, pause);
  const section = useRef<HTMLElement>(null);
  const { hold } = reader;
  const onTouch = useCallback(() => hold(shown), [hold, shown]);
  const touches = useTouch(section, onTouch);
  const { tab, setTab, navigation } = usePlace(shown);
  const requestLink = useLinkToRequest(shown, onShare);
  const [order] = useListOrder();
  return (
    <section
      ref={section}
      {...touches}
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
              filter={filter}
              onShow={reader.open}
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
