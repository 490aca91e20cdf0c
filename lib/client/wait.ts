import type { CaptureSummary, WaitResult } from '#lib/model/capture-json.ts';
import type { Caller, CallOptions } from './call.ts';
import { pause } from './pause.ts';
import { retryPause, tryTimeout } from './retries.ts';
import { isTemporary, unreachable, WirebinError, wasReached } from './wirebin-error.ts';

export type WaitOptions = CallOptions & {
  /** Only captures that match. */
  readonly filter?: string;
  /** How many captures are expected. Default: 1. */
  readonly count?: number;
  /** The `seq` after which captures are wanted; `latest` for those received from now on. Default: 0, all that are stored. */
  readonly after?: number | 'latest';
  /** Milliseconds. Default: 30,000. */
  readonly within?: number;
};

/** How long one call waits at most, milliseconds: proxies end calls that take longer. */
const longestCallMs = 25_000;
/** How much longer a call may take than it waits, and the pause before it is made again after a failure, milliseconds. */
const spareMs = { first: 10_000, most: 60_000 };
const pauseMs = { first: 500, most: 10_000 };

/**
 * Resolves once the bin has so many captures that match, including those that it received before. When the time is up, throws
 * `wait-timed-out` with those that were received, and others that almost matched. A server that restarts meanwhile is waited for. A server that
 * never responds is not: throws `unreachable`.
 */
export async function waitForCaptures(
  bin: Caller,
  { filter, count = 1, after = 0, within = 30_000, signal }: WaitOptions = {},
): Promise<WaitResult> {
  const deadline = Date.now() + within;
  const found = new Map<number, CaptureSummary>();
  let from = after;
  let isKnown = false;
  let failures = 0;
  for (;;) {
    const left = Math.max(0, deadline - Date.now());
    const waitMs = Math.min(left, longestCallMs);
    const patience = AbortSignal.timeout(waitMs + tryTimeout(failures, spareMs));
    try {
      const query = { filter, count, after: from, timeout: waitMs / 1000 };
      const either = signal ? AbortSignal.any([signal, patience]) : patience;
      return await bin.json<WaitResult>('GET', '/wait', { query, signal: either });
    } catch (thrown) {
      signal?.throwIfAborted();
      const error =
        thrown instanceof WirebinError || !patience.aborted ? thrown : unreachable(bin.url, thrown);
      isKnown ||= wasReached(error);
      const isTimeUp = error instanceof WirebinError && error.code === 'wait-timed-out';
      if (isTimeUp) {
        failures = 0;
        for (const capture of error.captures) found.set(capture.seq, capture);
        // "From now on" is what the first call said it is.
        if (from === 'latest') from = (error.captures[0]?.seq ?? (error.next ?? 0) + 1) - 1;
        // Captures may have been evicted between two calls.
        if (found.size >= count) return resultOf(found, count);
        if (deadline - Date.now() > 0) continue;
      } else if (isKnown && isTemporary(error) && left > 0) {
        failures += 1;
        await pause(
          Math.min(retryPause(error, failures, pauseMs), Math.max(0, deadline - Date.now())),
          signal,
        );
        continue;
      }
      throw isTimeUp ? timedOut(error, [found.size, count], within, found) : error;
    }
  }
}

function resultOf(found: ReadonlyMap<number, CaptureSummary>, count: number): WaitResult {
  const captures = [...found.values()].sort((a, b) => a.seq - b.seq).slice(0, count);
  return { captures, next: captures.at(-1)?.seq ?? 0 };
}

/** The error of the last call, with what all calls have found and the time of all. */
function timedOut(
  { code, status, title, hint, nearMisses, next }: WirebinError,
  [received, expected]: readonly [number, number],
  within: number,
  found: ReadonlyMap<number, CaptureSummary>,
): WirebinError {
  const requests = expected === 1 ? '1 expected request' : `${expected} expected requests`;
  const { captures } = resultOf(found, expected);
  return new WirebinError({
    code,
    status,
    title,
    hint,
    detail: `Received ${received} of ${requests} within ${within / 1000} s.`,
    captures,
    next: captures.at(-1)?.seq ?? next ?? 0,
    nearMisses,
  });
}
