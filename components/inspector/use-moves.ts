'use client';

import { indexOf, rowAt, rowsBetween } from './capture-rows.ts';
import { listed } from './feed.ts';
import type { FeedStore } from './feed-store.ts';
import type { SelectionControl } from './selection/use-selection.ts';
import { useFeedValue } from './use-feed.ts';
import type { Reader } from './use-reading.ts';
import { useShortcut } from './use-shortcuts.ts';

/** Moving through the list, by keys and buttons. */
export function useMoves(
  feed: FeedStore,
  reader: Reader,
  selected: number | null,
  selection: SelectionControl,
) {
  const place = useFeedValue(feed, (state) => (selected === null ? -1 : indexOf(state.rows, selected)));
  const count = useFeedValue(feed, listed);

  function to(index: number): void {
    const row = rowAt(feed.get().rows, Math.max(0, Math.min(index, count - 1)));
    if (row) reader.choose(row.seq);
  }

  /** The first of what arrived in a silence: from there on a person reads upwards. */
  function toFirstAway(): void {
    const { away, rows } = feed.get();
    const [first] = away.flatMap(([from, until]) => [...rowsBetween(rows, from, until)]);
    feed.tell({ type: 'away-noted' });
    if (first) reader.choose(first.seq);
  }

  const next = () => to(place + 1);
  const previous = () => to(place - 1);
  useShortcut('next', next);
  useShortcut('previous', previous);
  useShortcut('first', () => {
    reader.follow();
    focusOn('[data-list]');
  });
  useShortcut('last', () => to(count - 1));
  useShortcut('open', () => {
    reader.open();
    requestAnimationFrame(() => focusOn('[data-detail]'));
  });
  useShortcut('select', () => selected !== null && selection.toggle(selected));
  const extend = (index: number) => {
    const row = rowAt(feed.get().rows, Math.max(0, Math.min(index, count - 1)));
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
