import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { indexOf, rowAt, rowOf } from './capture-rows.ts';
import { countListed } from './feed.ts';
import type { Feed } from './feed-state.ts';

/** Which requests come first in the list. A place in the list is counted from its top, from 0. */
export type ListOrder = 'newest' | 'oldest';

/** The row at a place of the list; undefined beyond its ends. */
export function rowAtPlace(feed: Feed, order: ListOrder, place: number): CaptureSummary | undefined {
  const count = countListed(feed);
  if (place < 0 || place >= count) return undefined;
  return rowAt(feed.rows, order === 'newest' ? place : count - 1 - place);
}

/** The place of a request in the list, or the one it would have. */
export function placeOf(feed: Feed, order: ListOrder, seq: number): number {
  const above = indexOf(feed.rows, seq);
  if (order === 'newest') return above;
  return countListed(feed) - above - (rowOf(feed.rows, seq) ? 1 : 0);
}
