'use client';

import {
  type CSSProperties,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { useRowWindow } from '#components/ui/use-row-window.ts';
import { useWidth } from '#components/ui/use-width.ts';
import { fuller } from '../attempts/attempts-in-list.ts';
import { useAttemptPlaces } from '../attempts/use-attempt-places.ts';
import { indexOf, rowAt } from '../feed/capture-rows.ts';
import { countListed } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import type { SelectionControl } from '../selection/use-selection.ts';
import { CaptureRow, type Modifiers, rowId } from './capture-row.tsx';
import { columns, gridOf, roomForPath, shownColumns } from './columns.ts';
import { ListHeading } from './list-heading.tsx';
import { FoundCount, FoundEnd } from './search-progress.tsx';
import { useListView } from './use-list-view.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { columnTitles, listHeading, requestList, viewMenu } from './words.ts';

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
  selection: SelectionControl;
  /** Compare the picked requests, or generate types from them. */
  onCompare: () => void;
  onTypes: () => void;
  onExport: (filter: string) => void;
  onReplay: () => void;
  /** How many rows are unseen. */
  news: number;
  pause: { isPaused: boolean; toggle: () => void; resume: () => void };
  notify: { wanted: boolean; toggle: () => void };
  timeline: { shown: boolean; toggle: () => void };
};

/** How many rows before the end of the loaded ones older rows are fetched. */
const prefetchRows = 60;

/** The list of captures, newest first. */
export function CaptureList(props: Props) {
  const { feed, all, filter, counted, reader, selected, selection } = props;
  const { news, pause, notify, timeline } = props;
  const { picked, toggle, extend } = selection;
  const listView = useListView();
  const state = useFeedValue(feed, (current) => current);
  const rowHeight = useMedia(narrowScreen) ? 48 : 40;
  const count = countListed(state);
  const view = useRowWindow(count, rowHeight);
  const [frame, width] = useWidth<HTMLDivElement>(520);
  const shown = useMemo(
    () => shownColumns(listView.chosen, width, listView.clock),
    [listView.chosen, listView.clock, width],
  );
  const room = roomForPath(shown, width);
  const inAll = useAttemptPlaces(all);
  const inFound = useAttemptPlaces(filter.found);
  const { choose, open, hold, follow, reading } = reader;

  useScrollAnchor(view, state.rows, rowHeight);
  useReportVisibleRows(feed, view.firstVisible, view.endVisible, count);

  const index = selected === null ? -1 : indexOf(state.rows, selected);
  const isFollowing = reading.seq === null;
  const reveal = view.reveal;
  // While following, the newest row stays in view; otherwise only choosing a row scrolls the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing a row scrolls the list; new rows above it must not.
  useLayoutEffect(() => {
    if (index >= 0) reveal(index);
  }, [selected, reveal]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: while following, the newest row changes `selected`.
  useLayoutEffect(() => {
    if (isFollowing) reveal(0);
  }, [selected, isFollowing, reveal]);

  useHoldOnScroll(view, isFollowing, hold, rowHeight);

  // Rows above this seq are new: up to three slide in; a burst appears without animation.
  const drawn = useRef(state.head);
  const isNew = useCallback((seq: number) => seq > drawn.current && seq <= drawn.current + 3, []);
  useEffect(() => {
    drawn.current = state.head;
  }, [state.head]);

  const latest = useRef(selected);
  latest.current = selected;
  const onChoose = useCallback(
    (seq: number, { shiftKey, ctrlKey, metaKey }: Modifiers) => {
      if (ctrlKey || metaKey) return toggle(seq);
      if (shiftKey) extend(latest.current ?? seq, seq);
      choose(seq);
      if (!shiftKey) open();
    },
    [choose, open, toggle, extend],
  );

  const viewEntries = menuEntries(
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

  const rows = [];
  for (let at = view.first; at < view.end; at++) {
    const row = rowAt(state.rows, at);
    if (!row) break;
    const attempt = fuller(inAll.of(row), inFound.of(row));
    rows.push(
      <CaptureRow
        key={row.seq}
        row={row}
        top={at * rowHeight}
        height={rowHeight}
        room={room}
        shown={shown}
        clock={listView.clock}
        selected={row.seq === selected}
        picked={picked.size === 0 ? null : picked.has(row.seq)}
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
          news={isFollowing && !pause.isPaused ? 0 : news}
          paused={pause.isPaused}
          onPause={pause.toggle}
          entries={viewEntries}
          onNewest={() => {
            pause.resume();
            follow();
            view.scrollTo(0);
          }}
        />
      )}
      <div
        ref={view.scroller}
        role="listbox"
        tabIndex={0}
        aria-multiselectable
        aria-label={requestList.label}
        aria-activedescendant={selected === null ? undefined : rowId(selected)}
        data-list
        className={classNames('group/list relative min-h-0 scrolls outline-none', count > 0 && 'flex-1')}
      >
        <div style={{ height: count * rowHeight }} className="relative">
          {rows}
        </div>
        {!filter.found && <ListEnd more={state.floor > 1} />}
      </div>
      {filter.found && (
        <FoundEnd
          found={filter.found}
          looksAtBodies={filter.looksAtBodies}
          onClear={() => filter.apply('')}
        />
      )}
    </div>
  );
}

function ListEnd({ more }: { more: boolean }) {
  return more ? <p className="py-3 text-center text-quiet text-small">{requestList.loadingOlder}</p> : null;
}

/** Tells the feed which rows are on screen, and requests older rows before the end is reached. */
function useReportVisibleRows(feed: FeedStore, first: number, end: number, count: number): void {
  useEffect(() => {
    const { rows, floor } = feed.get();
    const to = rowAt(rows, first)?.seq;
    const from = rowAt(rows, end - 1)?.seq;
    if (to !== undefined && from !== undefined) feed.dispatch({ type: 'rows-visible', from, to });
    if (floor > 1 && end > count - prefetchRows) feed.dispatch({ type: 'older-wanted' });
  }, [feed, first, end, count]);
}

/** Scrolling away from the top keeps the opened request instead of following the newest. */
function useHoldOnScroll(
  view: ReturnType<typeof useRowWindow>,
  isFollowing: boolean,
  hold: () => void,
  rowHeight: number,
): void {
  const { scroller } = view;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isFollowing) return;
    const onScroll = () => element.scrollTop > rowHeight && hold();
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, isFollowing, hold, rowHeight]);
}
