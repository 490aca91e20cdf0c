'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { isAbort } from '#components/api/call.ts';
import { useThrottled } from '#components/ui/use-throttled.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import type { Timeline, TimelineDivision } from '#lib/model/timeline.ts';
import { useInspection } from '../context/inspection.tsx';
import { rowsBetween } from '../feed/capture-rows.ts';
import type { FeedEvent } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { parseFilter } from '../feed/filtered-feed.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { type Bars, barsOf, withPiece } from './buckets.ts';
import { type TimeRange, withoutTimeRange } from './time-range-filter.ts';

const buckets = 72;
/** How many captures the server searches for one part, where a filter has to search. */
const budget = 10_000;
/** How often the bars are updated while requests arrive, milliseconds. */
const updateInterval = 400;
/** Events after which the counts of the server are out of date. */
const recountEvents = new Set<FeedEvent['type']>(['removed', 'removed-up-to', 'channel-joined']);
/** How long after such an event the server is asked again, milliseconds. */
const recountDelay = 1000;
/** How many new captures are counted in the browser; with more the server is asked again. */
const maxArrivals = 5000;

export type TimelineState = {
  readonly bars: Bars | null;
  /** Loading failed. */
  readonly failed: boolean;
  /** How many requests match the filter; null while unknown. */
  readonly counted: number | null;
};

/** The timeline of all requests, or of those that match the filter; `view` is the time range to zoom to, null for all. */
export function useTimeline(
  all: FeedStore,
  list: FeedStore,
  { applied, by, view }: { applied: string; by: TimelineDivision; view: TimeRange | null },
): TimelineState {
  const { api } = useInspection();
  const text = withoutTimeRange(applied);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ timeline: Timeline | null; failed: boolean }>({
    timeline: null,
    failed: false,
  });
  const { timeline, failed } = state;
  // Up to which seq a late response may be missing in the counts; while counting, any.
  const countedUpTo = useRef(Number.POSITIVE_INFINITY);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` starts another count.
  useEffect(() => {
    // A deleted bin has nothing to count.
    if (all.get().connection.closed) return;
    const leaving = new AbortController();
    countedUpTo.current = Number.POSITIVE_INFINITY;
    async function count(): Promise<void> {
      let known: Timeline | null = null;
      do {
        const stretch: { from?: string; to?: string } = known
          ? { from: known.from, to: known.to }
          : view
            ? { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() }
            : {};
        const asked = text === '' ? {} : { filter: text, budget, before: known?.next ?? undefined };
        known = withPiece(known, await api.timeline({ ...stretch, ...asked, buckets, by }, leaving.signal));
        setState({ timeline: known, failed: false });
      } while (known.next !== null);
      countedUpTo.current = known.head;
    }
    count().catch((error) => {
      if (!isAbort(error)) setState((before) => ({ ...before, failed: true }));
    });
    return () => leaving.abort();
  }, [api, all, text, by, view?.from, view?.to, round]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unwatch = all.watch((event) => {
      if (!recountEvents.has(event.type) && !isLateReply(event, countedUpTo.current)) return;
      clearTimeout(timer);
      timer = setTimeout(() => setRound((count) => count + 1), recountDelay);
    });
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }, [all]);

  const rows = useThrottled(
    useFeedValue(all, (feed) => feed.rows),
    updateInterval,
  );
  const bars = useMemo(() => {
    if (!timeline) return null;
    const filter = parseFilter(text, Date.now());
    const { rows: source, head } = filter && !filter.ofSummary ? list.get() : { ...all.get(), rows };
    const arrived = [...rowsBetween(source, timeline.head + 1, head)].filter(
      (row) => !filter?.ofSummary || filter.mayMatch(factsOfSummary(row)),
    );
    return { drawn: barsOf(timeline, arrived, view ? 0 : Date.now()), arrived: arrived.length };
  }, [all, list, rows, timeline, text, view]);

  const needsRecount =
    bars !== null && (bars.arrived > maxArrivals || (!view && bars.drawn.totals.length > buckets * 1.5));
  useEffect(() => {
    if (needsRecount) setRound((count) => count + 1);
  }, [needsRecount]);

  const isCounted = timeline?.next === null && text === applied.trim() && !view;
  return {
    bars: bars?.drawn ?? null,
    failed,
    counted: isCounted && bars ? bars.drawn.totals.reduce((sum, count) => sum + count, 0) : null,
  };
}

/** Whether a request that was counted without a response has one now. */
function isLateReply(event: FeedEvent, head: number): boolean {
  return event.type === 'changed' && event.changes.some(({ seq, reply }) => reply && seq <= head);
}
