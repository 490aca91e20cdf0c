'use client';

import {
  type CSSProperties,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { useLetterWidth } from '#components/ui/use-letter-width.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { useRowWindow } from '#components/ui/use-row-window.ts';
import { useWidth } from '#components/ui/use-width.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { fuller } from '../attempts/attempts-in-list.ts';
import { useAttemptPlaces } from '../attempts/use-attempt-places.ts';
import { countListed } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { ListOrder } from '../feed/list-order.ts';
import { standsFor } from '../feed/listing.ts';
import { feedUpTo } from '../feed/paused-feed.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { type Grouping, useLister } from '../feed/use-grouping.ts';
import { useListOrder } from '../feed/use-list-order.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import type { SelectionControl } from '../selection/use-selection.ts';
import { AwayLine, awaySide } from './away-line.tsx';
import { CaptureRow, type Choice, rowId } from './capture-row.tsx';
import { columns, gridOf, roomForPath, shownColumns } from './columns.ts';
import { FoundCount } from './found-count.tsx';
import { ListHeading } from './list-heading.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useListView } from './use-list-view.ts';
import { useReportVisibleRows } from './use-report-visible-rows.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { columnTitles, listHeading, requestList, viewMenu } from './words.ts';

const FoundEnd = lazyComponent(() => import('./found-end.tsx'));
const SelectionBar = lazyComponent(() => import('../selection/selection-bar.tsx'));

type Props = {
  /** The list to show: all requests, or those that match the filter. */
  feed: FeedStore;
  all: FeedStore;
  filter: FilterControl;
  /** How many requests match the filter, as the timeline counted them. */
  counted: number | null;
  reader: OpenedRequestControl;
  selected: number | null;
  /** Each new request is opened when it arrives. */
  isFollowing: boolean;
  selection: SelectionControl;
  /** Compare the picked requests, or generate types from them. */
  onCompare: () => void;
  onTypes: () => void;
  onExport: (filter: string) => void;
  onReplay: () => void;
  /** How many rows are unseen. */
  news: number;
  grouping: Grouping;
  pause: { isPaused: boolean; toggle: () => void };
  notify: { wanted: boolean; toggle: () => void };
  timeline: { shown: boolean; toggle: () => void };
};

/** The most rows that are loaded to show the oldest first; more on demand. */
const mostAtOnce = 10_000;

/** The list of captures, the newest or the oldest first. */
export function CaptureList(props: Props) {
  const { feed, all, filter, counted, reader, selected, isFollowing, selection } = props;
  const { news, pause, notify, timeline } = props;
  const { picked, toggle, extend } = selection;
  const { grouping } = props;
  const listView = useListView();
  const [order, setOrder] = useListOrder();
  const [wanted, setWanted] = useState(mostAtOnce);
  const latest = useFeedValue(feed, (current) => current);
  // While the newest request is followed, the list goes up to the one that is shown: both change together.
  const upTo = isFollowing ? selected : null;
  const state = useMemo(() => (upTo === null ? latest : feedUpTo(latest, upTo)), [latest, upTo]);
  const rowHeight = useMedia(narrowScreen) ? 48 : 40;
  const lister = useLister(order, grouping);
  const listing = lister(state);
  const { count } = listing;
  const view = useRowWindow(count, rowHeight);
  const [frame, width] = useWidth<HTMLDivElement>(520);
  const shown = useMemo(
    () => shownColumns(listView.chosen, width, listView.clock),
    [listView.chosen, listView.clock, width],
  );
  const room = roomForPath(shown, width, useLetterWidth());
  const inAll = useAttemptPlaces(all);
  const inFound = useAttemptPlaces(filter.found);
  const { choose, open, hold, follow } = reader;

  const { isCalm, isNew } = useArrivals(state.head);
  useScrollAnchor(view, {
    rows: { list: feed, listing, order, rowHeight, selected },
    isFollowing,
    isCalm,
  });
  useReportVisibleRows(feed, view, { state, listing, order, rowHeight, wanted });

  const index = selected === null ? -1 : listing.placeOf(selected);
  const active = listing.at(index);
  const newestPlace = order === 'newest' ? 0 : count - 1;
  const { reveal, center } = view;
  // A request that was opened by a link is shown among its neighbours. On a phone the list is hidden at first.
  const isLinked = useRef(!isFollowing && selected !== null);
  const isHidden = view.endVisible - view.firstVisible <= 1;
  // A request may be opened before its row is loaded.
  const isListed = active !== undefined && standsFor(active, selected);
  // While following, the newest row stays in view; otherwise only choosing a row scrolls the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing a row scrolls the list; new rows above it must not.
  useLayoutEffect(() => {
    if (index < 0) return;
    if (isLinked.current) isLinked.current = !center(index);
    else reveal(index);
  }, [selected, order, reveal, center, isHidden, isListed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: while following, the newest row changes `selected`.
  useLayoutEffect(() => {
    if (isFollowing) reveal(newestPlace);
  }, [selected, isFollowing, order, newestPlace, reveal]);

  const holdShown = useCallback(() => hold(selected), [hold, selected]);
  useHoldOnScroll(view, { order, isFollowing, hold: holdShown, rowHeight });

  const latestRows = useRef({ selected, listing });
  latestRows.current = { selected, listing };
  const onChoose = useCallback(
    (seq: number, { shiftKey, ctrlKey, metaKey, isPick }: Choice) => {
      const { selected: opened, listing: listed } = latestRows.current;
      const { stands } = listed.at(listed.placeOf(seq))!;
      if (ctrlKey || metaKey || isPick) return toggle(stands.map((row) => row.seq));
      if (shiftKey) extend(opened ?? seq, stands);
      choose(seq);
      if (!shiftKey) open();
    },
    [choose, open, toggle, extend],
  );

  const { toggleGroup } = grouping;
  const onToggleGroup = useCallback(
    (group: readonly CaptureSummary[], seq: number) => {
      choose(seq);
      toggleGroup(group);
    },
    [choose, toggleGroup],
  );

  const viewEntries = menuEntries(
    {
      is: 'choice',
      title: viewMenu.order,
      value: order,
      choices: [
        { value: 'newest', title: viewMenu.newestFirst },
        { value: 'oldest', title: viewMenu.oldestFirst },
      ],
      choose: (value) => setOrder(value as ListOrder),
    },
    { is: 'check', title: viewMenu.group, checked: grouping.isOn, toggle: grouping.toggle },
    // Without a keyboard there is no other way to begin.
    active !== undefined &&
      picked.size === 0 && {
        is: 'action',
        title: viewMenu.select,
        shortcut: 'x',
        act: () => toggle(active.stands.map((row) => row.seq)),
      },
    { is: 'line' },
    { is: 'label', title: viewMenu.columns },
    ...columns.map((column) => ({
      is: 'check' as const,
      title: columnTitles[column.id].menu,
      checked: listView.chosen.includes(column.id),
      toggle: () => listView.toggleColumn(column.id),
    })),
    { is: 'line' },
    {
      is: 'check',
      title: viewMenu.clock,
      checked: listView.clock,
      toggle: listView.toggleClock,
    },
    {
      is: 'check',
      title: viewMenu.notify,
      checked: notify.wanted,
      toggle: notify.toggle,
    },
    { is: 'check', title: viewMenu.timeline, checked: timeline.shown, toggle: timeline.toggle },
  );

  const away = useFeedValue(all, (current) => current.receivedWhileAway);
  const rows = [];
  for (let at = view.first; at < view.end; at++) {
    const line = listing.at(at);
    if (!line) break;
    const { row, stands, group } = line;
    const side = awaySide(listing, at, away);
    if (side) rows.push(<AwayLine key={`away ${row.seq}`} top={at * rowHeight} side={side} />);
    const attempt = fuller(inAll.of(row), inFound.of(row));
    rows.push(
      <CaptureRow
        key={stands[0]!.seq}
        row={row}
        top={at * rowHeight}
        height={rowHeight}
        room={room}
        shown={shown}
        clock={listView.clock}
        selected={at === index && standsFor(line, selected)}
        picked={picked.size === 0 ? null : stands.every(({ seq }) => picked.has(seq))}
        group={group}
        isOpen={stands.length === 1}
        isMember={line.isMember}
        onToggleGroup={onToggleGroup}
        attempt={attempt?.place ?? 0}
        attempts={attempt?.count ?? 0}
        place={at + 1}
        count={count}
        isNew={isNew}
        onChoose={onChoose}
      />,
    );
  }

  return (
    <div
      ref={frame}
      style={{ '--columns': gridOf(shown) } as CSSProperties}
      className="flex min-h-0 flex-1 flex-col"
    >
      {picked.size > 0 ? (
        <Suspense fallback={<div className="h-9 shrink-0 border-line border-b bg-accent-tint touch:h-12" />}>
          <SelectionBar
            selection={selection}
            onCompare={props.onCompare}
            onTypes={props.onTypes}
            onExport={props.onExport}
            onReplay={props.onReplay}
          />
        </Suspense>
      ) : (
        <ListHeading
          title={
            filter.found ? <FoundCount all={all} found={filter.found} counted={counted} /> : listHeading.title
          }
          shown={shown}
          clock={listView.clock}
          news={isFollowing ? 0 : news}
          following={isFollowing}
          paused={pause.isPaused}
          onPause={pause.toggle}
          onHold={holdShown}
          entries={viewEntries}
          order={order}
          onNewest={() => {
            follow();
            view.scrollTo(newestPlace * rowHeight);
          }}
        />
      )}
      {!filter.found && order === 'oldest' && state.floor > 1 && (
        <div className="shrink-0 border-faint border-b">
          {countListed(state) < wanted ? (
            <LoadingOlder />
          ) : (
            <p className="py-1.5 text-center">
              <Button look="quiet" onClick={() => setWanted(countListed(state) + mostAtOnce)}>
                {requestList.loadOlder}
              </Button>
            </p>
          )}
        </div>
      )}
      <div
        ref={view.scroller}
        role="listbox"
        tabIndex={0}
        aria-multiselectable
        aria-busy={state.rows.size !== latest.rows.size}
        aria-label={requestList.label[order]}
        aria-activedescendant={active && standsFor(active, selected) ? rowId(active.row.seq) : undefined}
        data-list
        className={classNames('group/list relative min-h-0 scrolls outline-none', count > 0 && 'flex-1')}
      >
        <div style={{ height: count * rowHeight }} className="relative">
          {rows}
        </div>
        {!filter.found && order === 'newest' && state.floor > 1 && <LoadingOlder />}
      </div>
      {filter.found && (
        <Suspense>
          <FoundEnd found={filter.found} filter={filter} />
        </Suspense>
      )}
    </div>
  );
}

function LoadingOlder() {
  return <p className="py-3 text-center text-quiet text-small">{requestList.loadingOlder}</p>;
}

type Hold = { order: ListOrder; isFollowing: boolean; hold: () => void; rowHeight: number };

/** Scrolling away from the newest request keeps the opened one instead of following it. */
function useHoldOnScroll(
  view: ReturnType<typeof useRowWindow>,
  { order, isFollowing, hold, rowHeight }: Hold,
): void {
  const { scroller } = view;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isFollowing) return;
    // Rows that arrive below are revealed in the same frame, so that only a person scrolls away from the bottom.
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const away = order === 'newest' ? scrollTop : scrollHeight - clientHeight - scrollTop;
      if (away > rowHeight) hold();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, order, isFollowing, hold, rowHeight]);
}
