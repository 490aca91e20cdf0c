import type { RetrySettings } from '#lib/model/forward.ts';
import { longestForwardDelay } from '#lib/model/forward-limits.ts';

const minute = 60;
const hour = 60 * minute;

/**
 * The schedule of Standard Webhooks, seconds before each attempt.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 */
export const standardDelays: readonly number[] = [
  0,
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** The share by which a delay varies, so that requests that failed together do not come back together. */
const jitter = 0.1;

/**
 * Milliseconds to wait before the next attempt after `made` attempts; null when there is none. `random` is between 0 and 1. A
 * destination that asks for more time with Retry-After gets it, up to the longest delay.
 */
export function nextDelay(
  { delays }: Pick<RetrySettings, 'delays'>,
  made: number,
  { random, retryAfter }: { random: number; retryAfter: number | null },
): number | null {
  const delay = delays[made];
  if (delay === undefined) return null;
  const varied = delay * 1000 * (1 + jitter * (2 * random - 1));
  return Math.round(Math.max(varied, Math.min(retryAfter ?? 0, longestForwardDelay) * 1000));
}
