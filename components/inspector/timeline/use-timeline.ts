'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { isAbort } from '#components/api/call.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import type { Timeline, TimelineDivision } from '#lib/model/timeline.ts';
import { rowsBetween } from '../capture-rows.ts';
import type { FeedEvent } from '../feed.ts';
import type { FeedStore } from '../feed-store.ts';
import { filterOf } from '../found-feed.ts';
import { useInspection } from '../inspection.tsx';
import { useCalm } from '../use-calm.ts';
import { useFeedValue } from '../use-feed.ts';
import { type Bars, barsOf, type Stretch, timeless, withPiece } from './bars.ts';

const buckets = 72;
/** How many captures the server looks at for a piece, where a filter has to look for them. */
const budget = 10_000;
/** How often the bars move while requests arrive, milliseconds. */
const calm = 400;
/** After these, what the server counted is no longer so. */
const recounts = new Set<FeedEvent['type']>(['removed', 'removed-up-to', 'joined']);
/** How long after requests were deleted they are counted anew, milliseconds. */
const pause = 1000;
/** So many arrivals are counted here; with more the server is asked again. */
const mostArrivals = 5000;

export type TimelineState = {
  readonly bars: Bars | null;
  /** The counting did not come to its end. */
  readonly failed: boolean;
  /** How many requests the filter finds; null while that is not known. */
  readonly counted: number | null;
};

/** When requests arrived, of all or of those the filter finds at any time; `view` is the stretch that is looked at. */
export function useTimeline(
  all: FeedStore,
  list: FeedStore,
  { applied, by, view }: { applied: string; by: TimelineDivision; view: Stretch | null },
): TimelineState {
  const { api } = useInspection();
  const text = timeless(applied);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ timeline: Timeline | null; failed: boolean }>({
    timeline: null,
    failed: false,
  });
  const { timeline, failed } = state;
  // Up to which seq an answer that comes may be missing in what was counted: while it is counted, any.
  const countedUpTo = useRef(Number.POSITIVE_INFINITY);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what counting anew changes.
  useEffect(() => {
    // A bin that is gone has nothing to count.
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
      if (!recounts.has(event.type) && !isLateReply(event, countedUpTo.current)) return;
      clearTimeout(timer);
      timer = setTimeout(() => setRound((count) => count + 1), pause);
    });
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }, [all]);

  const rows = useCalm(
    useFeedValue(all, (feed) => feed.rows),
    calm,
  );
  const bars = useMemo(() => {
    if (!timeline) return null;
    const filter = filterOf(text, Date.now());
    const { rows: source, head } = filter && !filter.ofSummary ? list.get() : { ...all.get(), rows };
    const arrived = [...rowsBetween(source, timeline.head + 1, head)].filter(
      (row) => !filter?.ofSummary || filter.mayMatch(factsOfSummary(row)),
    );
    return { drawn: barsOf(timeline, arrived, view ? 0 : Date.now()), arrived: arrived.length };
  }, [all, list, rows, timeline, text, view]);

  const isOutgrown =
    bars !== null && (bars.arrived > mostArrivals || (!view && bars.drawn.totals.length > buckets * 1.5));
  useEffect(() => {
    if (isOutgrown) setRound((count) => count + 1);
  }, [isOutgrown]);

  const isCounted = timeline?.next === null && text === applied.trim() && !view;
  return {
    bars: bars?.drawn ?? null,
    failed,
    counted: isCounted && bars ? bars.drawn.totals.reduce((sum, count) => sum + count, 0) : null,
  };
}

/** A request that was counted while its sender waited has its answer now. */
function isLateReply(event: FeedEvent, head: number): boolean {
  return event.type === 'changed' && event.changes.some(({ seq, reply }) => reply && seq <= head);
}
