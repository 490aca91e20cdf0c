import { nearMisses } from '#lib/access/views/near-misses.ts';
import { isAbandoned } from '#lib/model/asker.ts';
import type { CaptureSummary, NearMiss, WaitResult } from '#lib/model/capture-json.ts';
import { Failure, failureCode, type Problem, problemOf } from '#lib/model/errors.ts';
import { waitShape } from '#lib/model/input.ts';
import { shapedQuery } from '#lib/model/read-query.ts';
import { withHeld } from '#lib/summary/with-held.ts';
import { filterWork } from '#lib/workers/filter-work.ts';
import { followCaptures } from './follow-captures.ts';
import { type FollowingCall, type FollowingParts, type Subscribed, subscribe } from './subscribe.ts';

/** The problem `wait-timed-out`, with what was received. */
export type WaitProblem = Problem & WaitResult & { readonly nearMisses: readonly NearMiss[] };

/** How long a search may go on after the time is up, milliseconds. */
const lastSearchMs = 1000;

/**
 * Resolves once the bin has so many captures that match, including those that were there before. When the time is up, resolves with a
 * problem that has those that were received, and others that almost matched.
 */
export async function waitForCaptures(
  parts: FollowingParts,
  call: FollowingCall,
): Promise<WaitResult | WaitProblem> {
  const { count, timeout, ...wanted } = shapedQuery(call.query, waitShape);
  const subscribed = await subscribe(parts, call, wanted);
  const { subscription, stopReading } = subscribed;
  const timers = [
    setTimeout(() => subscription.end(new Failure('wait-timed-out')), timeout * 1000),
    setTimeout(stopReading, timeout * 1000 + lastSearchMs),
  ];
  const found = new Map<number, CaptureSummary>();
  try {
    await collect(subscribed, count, found);
    return resultOf(parts, subscribed, found);
  } catch (error) {
    const isTimeUp = failureCode(error) === 'wait-timed-out' || isAbandoned(error);
    if (!isTimeUp || call.signal.aborted) throw error;
    const expected = count === 1 ? '1 expected request' : `${count} expected requests`;
    const detail = `Received ${found.size} of ${expected} within ${timeout} s.`;
    return {
      ...problemOf(new Failure('wait-timed-out', detail), call.origin),
      ...resultOf(parts, subscribed, found),
      nearMisses: await missesOf(parts, call, subscribed, new Set(found.keys())),
    };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    subscription.close();
  }
}

/** Adds captures that match to `found`, until there are `count`. */
async function collect(
  subscribed: Subscribed,
  count: number,
  found: Map<number, CaptureSummary>,
): Promise<void> {
  for await (const { captures } of followCaptures(subscribed)) {
    for (const capture of captures) {
      found.set(capture.seq, capture);
      if (found.size === count) return;
    }
  }
}

function resultOf(
  parts: FollowingParts,
  { bin, after }: Subscribed,
  found: ReadonlyMap<number, CaptureSummary>,
): WaitResult {
  const captures = [...found.values()].sort((a, b) => a.seq - b.seq);
  return {
    captures: captures.map((capture) => withHeld(bin.id, capture, parts)),
    next: captures.at(-1)?.seq ?? after,
  };
}

async function missesOf(
  { workers }: FollowingParts,
  { signal }: FollowingCall,
  { viewFor, asker: { name }, filter, after }: Subscribed,
  found: ReadonlySet<number>,
): Promise<NearMiss[]> {
  if (!filter) return [];
  const asker = { name, signal };
  const work = { view: viewFor(asker), filters: filterWork(workers), asker };
  return nearMisses(work, filter, { after, found });
}
