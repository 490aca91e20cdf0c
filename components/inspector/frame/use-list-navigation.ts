'use client';

import { noticeTrouble } from '#components/ui/notices.tsx';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { rowOf } from '../feed/capture-rows.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { groupOf } from '../feed/identical-requests.ts';
import { firstReceivedWhileAway } from '../feed/offline-period.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { type Grouping, useLister } from '../feed/use-grouping.ts';
import { useListOrder } from '../feed/use-list-order.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import type { OpenedRequestControl } from '../opened/use-opened-request.ts';
import type { SelectionControl } from '../selection/use-selection.ts';
import { workbench } from './words.ts';

/** Moving through the list (`feed`, which may be filtered), with shortcuts and buttons. `all` is the list of the whole bin. */
export function useListNavigation(
  all: FeedStore,
  feed: FeedStore,
  reader: OpenedRequestControl,
  selected: number | null,
  selection: SelectionControl,
  grouping: Grouping,
  filter: Pick<FilterControl, 'applied' | 'apply'>,
) {
  const { api } = useInspection();
  const [order] = useListOrder();
  const list = useLister(order, grouping);
  const place = useFeedValue(feed, (state) => (selected === null ? -1 : list(state).placeOf(selected)));
  const count = useFeedValue(feed, (state) => list(state).count);
  /** The line at an index, or at the end that it is beyond. */
  const lineAt = (index: number) => list(feed.get()).at(Math.max(0, Math.min(index, count - 1)));

  function to(index: number): void {
    const line = lineAt(index);
    if (line) reader.choose(line.row.seq);
  }

  /**
   * Opens the first request received while away that the list shows, and dismisses the notice. If the filter leaves out all of them, it is
   * cleared: nobody asked for a request that is not in the list.
   */
  async function toFirstAway(): Promise<void> {
    const first = firstReceivedWhileAway(all.get());
    all.dispatch({ type: 'away-dismissed' });
    if (first === null) return;
    const after = first.seq - 1;
    try {
      if (filter.applied !== '') {
        const { captures } = await api.captures({ after, limit: 1, filter: filter.applied });
        if (captures[0]) return reader.choose(captures[0].seq);
        filter.apply('');
      }
      if (first.isLoaded) return reader.choose(first.seq);
      const { captures } = await api.captures({ after, limit: 1 });
      reader.choose(captures[0]?.seq ?? first.seq);
    } catch (error) {
      noticeTrouble(workbench.notOpened, error);
    }
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
  useShortcut('select', () => {
    const stands = selected === null ? null : list(feed.get()).at(place)?.stands;
    if (stands) selection.toggle(stands.map(({ seq }) => seq));
  });
  const extend = (index: number) => {
    const line = lineAt(index);
    if (!line || selected === null) return;
    selection.extend(selected, line.stands);
    reader.choose(line.row.seq);
  };
  useShortcut('extend-next', () => extend(place + 1));
  useShortcut('extend-previous', () => extend(place - 1));
  const toggleGroup = () => {
    if (selected === null) return;
    const { rows } = feed.get();
    const row = rowOf(rows, selected);
    const group = row ? groupOf(rows, row) : [];
    if (group.length < 2) return;
    reader.choose(selected);
    grouping.toggleGroup(group);
  };
  useShortcut('group', grouping.isOn ? toggleGroup : null);
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
