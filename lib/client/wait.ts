import type { CaptureSummary, WaitResult } from '#lib/model/capture-json.ts';
import type { Caller, CallOptions } from './call.ts';
import { pause } from './pause.ts';
import { isTemporary, WirebinError } from './wirebin-error.ts';

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
/** The pause before a call that failed is made again, milliseconds. */
const pauseMs = 500;

/**
 * Resolves once the bin has so many captures that match, including those that it received before. When the time is up, throws
 * `wait-timed-out` with those that were received, and others that almost matched. A server that restarts meanwhile is waited for.
 */
export async function waitForCaptures(
  bin: Caller,
  { filter, count = 1, after = 0, within = 30_000, signal }: WaitOptions = {},
): Promise<WaitResult> {
  const deadline = Date.now() + within;
  const found = new Map<number, CaptureSummary>();
  let from = after;
  let wasReached = false;
  for (;;) {
    const left = Math.max(0, deadline - Date.now());
    try {
      const timeout = Math.min(left, longestCallMs) / 1000;
      const query = { filter, count, after: from, timeout };
      return await bin.json<WaitResult>('GET', '/wait', { query, signal });
    } catch (error) {
      const isTimeUp = error instanceof WirebinError && error.code === 'wait-timed-out';
      if (isTimeUp) {
        wasReached = true;
        for (const capture of error.captures) found.set(capture.seq, capture);
        // "From now on" is what the first call said it is.
        if (from === 'latest') from = (error.captures[0]?.seq ?? (error.next ?? 0) + 1) - 1;
        // Captures may have been evicted between two calls.
        if (found.size >= count) return resultOf(found, count);
        if (deadline - Date.now() > 0) continue;
      } else if (wasReached && isTemporary(error) && left > 0) {
        await pause(Math.min(pauseMs, left), signal);
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
