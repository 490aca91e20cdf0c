'use client';

import { useShortcut } from '../commands/use-shortcuts.ts';
import { rowsBetween } from '../feed/capture-rows.ts';
import { countListed } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { placeOf, rowAtPlace } from '../feed/list-order.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { useListOrder } from '../feed/use-list-order.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import type { SelectionControl } from '../selection/use-selection.ts';

/** Moving through the list, with shortcuts and buttons. */
export function useListNavigation(
  feed: FeedStore,
  reader: OpenedRequestControl,
  selected: number | null,
  selection: SelectionControl,
) {
  const [order] = useListOrder();
  const place = useFeedValue(feed, (state) => (selected === null ? -1 : placeOf(state, order, selected)));
  const count = useFeedValue(feed, countListed);

  function to(index: number): void {
    const row = rowAtPlace(feed.get(), order, Math.max(0, Math.min(index, count - 1)));
    if (row) reader.choose(row.seq);
  }

  /** Opens the first request received while away and dismisses the notice. */
  function toFirstAway(): void {
    const { receivedWhileAway, rows } = feed.get();
    const [first] = receivedWhileAway.flatMap(([from, until]) => [...rowsBetween(rows, from, until)]);
    feed.dispatch({ type: 'away-dismissed' });
    if (first) reader.choose(first.seq);
  }

  const next = () => to(place + 1);
  const previous = () => to(place - 1);
  useShortcut('next', next);
  useShortcut('previous', previous);
  const toNewest = () => {
    reader.follow();
    focusOn('[data-list]');
  };
  useShortcut('first', () => (order === 'newest' ? toNewest() : to(0)));
  useShortcut('last', () => (order === 'newest' ? to(count - 1) : toNewest()));
  useShortcut('open', () => {
    reader.open();
    requestAnimationFrame(() => focusOn('[data-detail]'));
  });
  useShortcut('select', () => selected !== null && selection.toggle(selected));
  const extend = (index: number) => {
    const row = rowAtPlace(feed.get(), order, Math.max(0, Math.min(index, count - 1)));
    if (!row || selected === null) return;
    selection.extend(selected, row.seq);
    reader.choose(row.seq);
  };
  useShortcut('extend-next', () => extend(place + 1));
  useShortcut('extend-previous', () => extend(place - 1));
  useShortcut('back', () => {
    if (selection.picked.size > 0) return selection.clear();
    reader.close();
    requestAnimationFrame(() => focusOn('[data-list]'));
  });

  return { next, previous, toFirstAway, hasPrevious: place > 0, hasNext: place < count - 1 };
}

export function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
