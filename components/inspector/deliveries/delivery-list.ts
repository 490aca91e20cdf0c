import type { DeliveryScope } from '#components/api/deliveries.ts';
import type { DeliveryEvent } from '#components/api/delivery-news.ts';
import type { DeliveryPage, DeliverySummary } from '#lib/model/delivery-json.ts';

/** The deliveries that are loaded, newest first. */
export type DeliveryList = {
  readonly rows: readonly DeliverySummary[];
  /** How many there are, also those that are not loaded. */
  readonly total: number;
  /** The id to pass as `before` for the next page; null when all are loaded. */
  readonly next: string | null;
};

export type DeliveryListEvent =
  /** The newest page was fetched, at first or again. */
  | { readonly type: 'newest'; readonly page: DeliveryPage }
  /** The page after the last row was fetched. */
  | { readonly type: 'older'; readonly page: DeliveryPage }
  | { readonly type: 'changed'; readonly deliveries: readonly DeliverySummary[] }
  | { readonly type: 'removed'; readonly id: string };

export const noDeliveries: DeliveryList = { rows: [], total: 0, next: null };

export function reduceDeliveries(list: DeliveryList, event: DeliveryListEvent): DeliveryList {
  switch (event.type) {
    case 'newest':
      return withNewest(list, event.page);
    case 'older': {
      const { deliveries, total, next } = event.page;
      return { rows: merged(list.rows, deliveries), total, next };
    }
    case 'changed':
      return event.deliveries.reduce(withChanged, list);
    case 'removed': {
      const rows = list.rows.filter(({ id }) => id !== event.id);
      const removed = list.rows.length - rows.length;
      return removed === 0 ? list : { ...list, rows, total: Math.max(0, list.total - removed) };
    }
  }
}

/** Whether an event about a delivery concerns a list of this scope. */
export function isInScope(
  { source, replayId }: DeliverySummary,
  { capture, replay }: DeliveryScope,
): boolean {
  if (capture !== undefined && !(source.kind === 'capture' && source.seq === capture)) return false;
  return replay === undefined || replayId === replay;
}

/** The event of a list for what is new in the bin; null for what does not concern it. */
export function listEventOf(event: DeliveryEvent, scope: DeliveryScope): DeliveryListEvent | null {
  if (event.type === 'removed') return event;
  if (event.type !== 'changed') return null;
  const deliveries = event.deliveries.filter((delivery) => isInScope(delivery, scope));
  return deliveries.length === 0 ? null : { type: 'changed', deliveries };
}

/** Whether a delivery can still change by itself. */
export function isRunning({ state }: Pick<DeliverySummary, 'state'>): boolean {
  return state === 'waiting' || state === 'sending';
}

/**
 * The page replaces what was loaded down to the last row that both have; the rows after it stay. Where they go is decided by their order and
 * not by time: several can begin in the same millisecond. Without a common row, something between them may be missing.
 */
function withNewest(list: DeliveryList, page: DeliveryPage): DeliveryList {
  const { deliveries, total, next } = page;
  const ids = new Set(deliveries.map(({ id }) => id));
  const lastCommon = list.rows.findLastIndex(({ id }) => ids.has(id));
  const older = next === null || lastCommon < 0 ? [] : list.rows.slice(lastCommon + 1);
  // Without rows that follow the page, the list ends with it.
  if (older.length === 0) return { rows: deliveries, total, next };
  return { rows: [...deliveries, ...older], total, next: list.next };
}

function withChanged(list: DeliveryList, delivery: DeliverySummary): DeliveryList {
  const index = list.rows.findIndex(({ id }) => id === delivery.id);
  if (index >= 0) {
    if (isStale(delivery, list.rows[index]!)) return list;
    return { ...list, rows: list.rows.with(index, delivery) };
  }
  const oldest = list.rows.at(-1);
  // It belongs to a page that is not loaded.
  if (list.next !== null && oldest !== undefined && !isOlder(oldest, delivery)) return list;
  return { ...list, rows: merged([delivery], list.rows), total: list.total + 1 };
}

/** Whether an event was overtaken by a page: an attempt that has ended does not begin again. */
export function isStale(event: DeliverySummary, known: DeliverySummary): boolean {
  if (event.attempts.length !== known.attempts.length) return event.attempts.length < known.attempts.length;
  return isRunning(event) && !isRunning(known);
}

/** Both, newest first, each delivery once. */
function merged(
  first: readonly DeliverySummary[],
  second: readonly DeliverySummary[],
): readonly DeliverySummary[] {
  const ids = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !ids.has(id))].sort((a, b) =>
    isOlder(a, b) ? 1 : isOlder(b, a) ? -1 : 0,
  );
}

function isOlder(one: DeliverySummary, other: DeliverySummary): boolean {
  return one.createdAt < other.createdAt;
}
