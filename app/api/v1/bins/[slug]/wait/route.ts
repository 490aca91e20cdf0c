import { nearMisses } from '#lib/access/views/near-misses.ts';
import { isAbandoned } from '#lib/model/asker.ts';
import type { CaptureSummary, WaitResult } from '#lib/model/capture-json.ts';
import { Failure, failureCode, problemOf } from '#lib/model/errors.ts';
import { waitShape } from '#lib/model/input.ts';
import { filterWork } from '#lib/workers/filter-work.ts';
import { withHeld } from '../../../../../with-held.ts';
import {
  apiHandler,
  type Call,
  capturesOf,
  json,
  problemResponse,
  queryOf,
  rejectMethods,
} from '../../../../handler.ts';
import { type Subscribed, subscribe } from '../../../../subscribe.ts';

type Params = { slug: string };

/** How long a search may go on after the time is up, milliseconds. */
const lastSearchMs = 1000;

/**
 * Responds once the bin has so many captures that match, including those that were there before. When the time is up, the problem
 * `wait-timed-out` has those that were received, and others that almost matched.
 */
export const GET = apiHandler<Params>(async (call) => {
  const { count, timeout, ...wanted } = queryOf(call.request, waitShape);
  const subscribed = await subscribe(call, wanted);
  const { subscription, stopReading } = subscribed;
  const timers = [
    setTimeout(() => subscription.end(new Failure('wait-timed-out')), timeout * 1000),
    setTimeout(stopReading, timeout * 1000 + lastSearchMs),
  ];
  const found = new Map<number, CaptureSummary>();
  try {
    await collect(call, subscribed, count, found);
    return json(waitResult(call, subscribed, found));
  } catch (error) {
    const isTimeUp = failureCode(error) === 'wait-timed-out' || isAbandoned(error);
    if (!isTimeUp || call.request.signal.aborted) throw error;
    return timeoutResponse(call, subscribed, { count, timeout }, found);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    subscription.close();
  }
});

/** Adds captures that match to `found`, until there are `count`. */
async function collect(
  { subscriptions }: Call<Params>,
  { captures, ...following }: Subscribed,
  count: number,
  found: Map<number, CaptureSummary>,
): Promise<void> {
  for await (const { captures: more } of subscriptions.follow({ ...following, view: captures })) {
    for (const capture of more) {
      found.set(capture.seq, capture);
      if (found.size === count) return;
    }
  }
}

function waitResult(
  call: Call<Params>,
  { bin, after }: Subscribed,
  found: ReadonlyMap<number, CaptureSummary>,
): WaitResult {
  const captures = [...found.values()].sort((a, b) => a.seq - b.seq);
  return {
    captures: captures.map((capture) => withHeld(bin.id, capture, call)),
    next: captures.at(-1)?.seq ?? after,
  };
}

async function timeoutResponse(
  call: Call<Params>,
  subscribed: Subscribed,
  { count, timeout }: { count: number; timeout: number },
  found: ReadonlyMap<number, CaptureSummary>,
): Promise<Response> {
  const { filter, after, asker } = subscribed;
  const result = waitResult(call, subscribed, found);
  const own = { name: asker.name, signal: call.request.signal };
  const view = await capturesOf(subscribed, own);
  const filters = filterWork(call.workers);
  const seqs = new Set(found.keys());
  const missed = filter
    ? await nearMisses({ view, filters, asker: own }, filter, { after, found: seqs })
    : [];
  const expected = count === 1 ? '1 expected request' : `${count} expected requests`;
  const detail = `Received ${found.size} of ${expected} within ${timeout} s.`;
  const problem = problemOf(new Failure('wait-timed-out', detail), call.origin);
  return problemResponse({ ...problem, ...result, nearMisses: missed });
}

export const { HEAD, POST, PUT, PATCH, DELETE } = rejectMethods('GET');
