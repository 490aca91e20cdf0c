import type { Bin } from '#lib/client/bin.ts';
import type { CallOptions } from '#lib/client/call.ts';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { Claims } from './claims.ts';
import { expectationError, type Outcome } from './expectation-error.ts';

type Common = CallOptions & {
  /** Only requests with a higher `seq`. Default: 0, all that the bin has received. */
  readonly after?: number;
  /** Milliseconds. Default: 5,000 for requests that are expected, 1,000 for those that are not. */
  readonly within?: number;
};

export type ExpectOptions<Count extends number = number> = Common & {
  /** How many are expected at least. Default: 1. */
  readonly count?: Count;
  /** How many are expected exactly: no further one is received for `quietMs` milliseconds after the last one. */
  readonly times?: Count;
  /** Default: 250. */
  readonly quietMs?: number;
};

export type ExpectNoneOptions = Common;

/** What the expectations of a test share. */
export type Expecting = {
  readonly bin: Bin;
  /** The bin in the inspector; null where the server has no pages. */
  readonly inspectUrl: string | null;
  /** The requests that expectations have taken: no other returns them again. */
  readonly claims: Claims;
};

/**
 * The requests that match a filter and that no other expectation has taken, as soon as there are enough of them, oldest first. They stay claimed.
 * Throws an `ExpectationError` when the time is up.
 */
export async function expectRequests(
  expecting: Expecting,
  filter: string,
  { after = 0, within = 5000, count = 1, times, quietMs = 250, signal }: ExpectOptions,
): Promise<CaptureSummary[]> {
  const expected = times ?? count;
  const wanted = { filter, after, signal };
  const received = await collect(expecting, wanted, {
    // One more than exactly so many is enough to fail.
    enough: times === undefined ? count : times + 1,
    within,
    quiet: times === undefined ? null : { from: times, ms: quietMs },
    isClaimed: true,
  });
  const isSurplus = times !== undefined && received.length > times;
  if (received.length < expected || isSurplus) {
    expecting.claims.release(received.map(({ seq }) => seq));
    const outcome = await outcomeOf(expecting, wanted, received);
    const words = `${times === undefined ? 'at least ' : 'exactly '}${expected}`;
    throw expectationError({
      ...outcome,
      nearMisses: isSurplus ? [] : outcome.nearMisses,
      expected: { words: times === undefined && expected === 1 ? '1' : words, count: expected },
      within,
    });
  }
  return received;
}

/** Resolves when no request that matches was received in this time. Throws an `ExpectationError` as soon as one is. */
export async function expectNoRequests(
  expecting: Expecting,
  filter: string,
  { after = 0, within = 1000, signal }: ExpectNoneOptions,
): Promise<void> {
  const wanted = { filter, after, signal };
  const received = await collect(expecting, wanted, { enough: 1, within, quiet: null, isClaimed: false });
  if (received.length === 0) return;
  throw expectationError({
    ...(await outcomeOf(expecting, wanted, received)),
    nearMisses: [],
    expected: { words: 'no', count: 0 },
    within,
  });
}

type Wanted = { readonly filter: string; readonly after: number; readonly signal: AbortSignal | undefined };

type Until = {
  readonly enough: number;
  /** Milliseconds. */
  readonly within: number;
  /** Once there are `from` requests, only so many milliseconds are left. */
  readonly quiet: { readonly from: number; readonly ms: number } | null;
  /** Whether the requests are claimed as they are received. */
  readonly isClaimed: boolean;
};

/** The requests that match, until there are enough or the time is up, oldest first. Where it fails, none is claimed. */
async function collect(
  { bin, claims }: Expecting,
  { filter, after, signal }: Wanted,
  { enough, within, quiet, isClaimed }: Until,
): Promise<CaptureSummary[]> {
  const found = new Map<number, CaptureSummary>();
  /** Those that other expectations have claimed, and may release. */
  const taken = new Map<number, CaptureSummary>();
  const over = new AbortController();
  let timer = setTimeout(() => over.abort(), within);
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const consider = (capture: CaptureSummary): void => {
    const { seq } = capture;
    if (found.has(seq) || over.signal.aborted) return;
    if (isClaimed ? !claims.claim(seq) : claims.has(seq)) {
      taken.set(seq, capture);
      return;
    }
    taken.delete(seq);
    found.set(seq, capture);
    if (found.size >= enough) over.abort();
    else if (found.size === quiet?.from) {
      clearTimeout(timer);
      timer = setTimeout(() => over.abort(), quiet.ms);
    }
  };
  const forget = claims.onRelease(() => {
    for (const capture of [...taken.values()]) consider(capture);
  });
  try {
    for await (const capture of bin.events({ filter, after, signal: either })) {
      consider(capture);
      if (over.signal.aborted) break;
    }
  } catch (error) {
    if (signal?.aborted || !over.signal.aborted) {
      if (isClaimed) claims.release(found.keys());
      signal?.throwIfAborted();
      throw error;
    }
  } finally {
    clearTimeout(timer);
    forget();
  }
  return [...found.values()].sort((a, b) => a.seq - b.seq);
}

/** What is known when an expectation fails. */
async function outcomeOf(
  { bin, inspectUrl, claims }: Expecting,
  { filter, after, signal }: Wanted,
  received: readonly CaptureSummary[],
): Promise<Omit<Outcome, 'expected' | 'within'>> {
  const [{ total }, nearMisses] = await Promise.all([
    bin.captures.list({ limit: 1, signal }),
    // A wait for more than there are fails at once, with those that almost match.
    bin
      .wait({ filter, after, count: Math.min(1000, received.length + claims.size + 1), within: 0, signal })
      .then(
        () => [],
        (error) => {
          if (error instanceof WirebinError && error.code === 'wait-timed-out') return error.nearMisses;
          throw error;
        },
      ),
  ]);
  return { filter, received, nearMisses: nearMisses.slice(0, 5), total, inspectUrl };
}
