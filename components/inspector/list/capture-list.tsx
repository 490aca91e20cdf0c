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
import { fetched } from '#components/ui/fetched.ts';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { fuller } from '../attempts/attempt-places.ts';
import { useAttemptPlaces } from '../attempts/use-attempt-places.ts';
import { indexOf, rowAt } from '../capture-rows.ts';
import { listed } from '../feed.ts';
import type { FeedStore } from '../feed-store.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import type { SelectionControl } from '../selection/use-selection.ts';
import { useFeedValue } from '../use-feed.ts';
import type { Reader } from '../use-reading.ts';
import { CaptureRow, type Modifiers, rowId } from './capture-row.tsx';
import { columns, gridOf, roomForPath, shownColumns } from './columns.ts';
import { FoundCount, FoundEnd } from './found-words.tsx';
import { ListHeading } from './list-heading.tsx';
import { useAnchor } from './use-anchor.ts';
import { useListView } from './use-list-view.ts';
import { useWidth } from './use-width.ts';
import { useWindow } from './use-window.ts';

const SelectionBar = fetched(() => import('../selection/selection-bar.tsx'));

type Props = {
  /** The list to show: all, or what the filter finds. */
  feed: FeedStore;
  all: FeedStore;
  filter: FilterControl;
  /** How many requests the filter finds, as the timeline counted them. */
  counted: number | null;
  reader: Reader;
  selected: number | null;
  selection: SelectionControl;
  /** Compare those that are picked, make types of them. */
  onCompare: () => void;
  onTypes: () => void;
  onExport: (filter: string) => void;
  /** How many rows nobody has seen yet. */
  news: number;
  pause: { isPaused: boolean; toggle: () => void; resume: () => void };
  notify: { wanted: boolean; toggle: () => void };
  timeline: { shown: boolean; toggle: () => void };
};

/** Rows from the end of what is loaded at which older ones are fetched. */
const nearEnd = 60;

/** The list of captures, newest first. */
export function CaptureList(props: Props) {
  const { feed, all, filter, counted, reader, selected, selection } = props;
  const { news, pause, notify, timeline } = props;
  const { picked, toggle, extend } = selection;
  const listView = useListView();
  const state = useFeedValue(feed, (current) => current);
  const rowHeight = useMedia(narrowScreen) ? 48 : 40;
  const count = listed(state);
  const view = useWindow(count, rowHeight);
  const [frame, width] = useWidth<HTMLDivElement>(520);
  const shown = useMemo(
    () => shownColumns(listView.chosen, width, listView.clock),
    [listView.chosen, listView.clock, width],
  );
  const room = roomForPath(shown, width);
  const inAll = useAttemptPlaces(all);
  const inFound = useAttemptPlaces(filter.found);
  const { choose, open, hold, follow, reading } = reader;

  useAnchor(view, state.rows, rowHeight);
  useAsking(feed, view.firstVisible, view.endVisible, count);

  const index = selected === null ? -1 : indexOf(state.rows, selected);
  const isFollowing = reading.seq === null;
  const reveal = view.reveal;
  // Following, the newest stays in view; reading, only a choice moves the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that arrive above a choice must not move the list.
  useLayoutEffect(() => {
    if (index >= 0) reveal(index);
  }, [selected, reveal]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new selection while following is the newest.
  useLayoutEffect(() => {
    if (isFollowing) reveal(0);
  }, [selected, isFollowing, reveal]);

  useHoldOnScroll(view, isFollowing, hold, rowHeight);

  // Rows above this seq have not been drawn yet; not more than a few slide in, a burst just stands there.
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
    { is: 'label', title: 'Columns' },
    ...columns.map((column) => ({
      is: 'check' as const,
      title: column.words,
      checked: listView.chosen.includes(column.id),
      toggle: () => listView.toggleColumn(column.id),
    })),
    { is: 'line' },
    {
      is: 'check',
      title: 'Times of day instead of ages',
      checked: listView.clock,
      toggle: listView.toggleClock,
    },
    {
      is: 'check',
      title: 'Notify me while this page is hidden',
      checked: notify.wanted,
      toggle: notify.toggle,
    },
    { is: 'check', title: 'Timeline', checked: timeline.shown, toggle: timeline.toggle },
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
          />
        </Suspense>
      ) : (
        <ListHeading
          title={filter.found ? <FoundCount all={all} found={filter.found} counted={counted} /> : 'Request'}
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
        aria-label="Requests, newest first"
        aria-activedescendant={selected === null ? undefined : rowId(selected)}
        data-list
        className={classNames('group/list relative min-h-0 scrolls outline-none', count > 0 && 'flex-1')}
      >
        <div style={{ height: count * rowHeight }} className="relative">
          {rows}
        </div>
        {!filter.found && <ListEnd more={state.floor > 1} />}
      </div>
      {filter.found && <FoundEnd found={filter.found} onClear={() => filter.apply('')} />}
    </div>
  );
}

function ListEnd({ more }: { more: boolean }) {
  return more ? <p className="py-3 text-center text-quiet text-small">Fetching older requests</p> : null;
}

/** Tells the feed what is on screen, and asks for older rows before the end is reached. */
function useAsking(feed: FeedStore, first: number, end: number, count: number): void {
  useEffect(() => {
    const { rows, floor } = feed.get();
    const to = rowAt(rows, first)?.seq;
    const from = rowAt(rows, end - 1)?.seq;
    if (to !== undefined && from !== undefined) feed.tell({ type: 'showing', from, to });
    if (floor > 1 && end > count - nearEnd) feed.tell({ type: 'older-wanted' });
  }, [feed, first, end, count]);
}

/** Somebody who scrolls away from the top wants the list to stay: the newest is no longer followed. */
function useHoldOnScroll(
  view: ReturnType<typeof useWindow>,
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
