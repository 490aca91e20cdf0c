import { retryAfterSeconds } from '#lib/attempts/retry-after.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { FailureCode } from '#lib/model/errors.ts';
import type { ForwardCause, RetrySettings } from '#lib/model/forward.ts';
import { forwardedWithin } from '#lib/model/forward-limits.ts';
import { nextDelay } from './retry-schedule.ts';
import { readRetryStatuses } from './retry-statuses.ts';

/** How an attempt ended: with a response, or without a complete one. */
export type AttemptEnd =
  | { readonly status: number; readonly headers: readonly Header[] }
  | { readonly failure: FailureCode };

/** What happens to a request after an attempt. Times are milliseconds. */
export type NextStep = {
  /** Null when it was forwarded. */
  readonly cause: ForwardCause | null;
  /** When the next attempt may begin; null when there is none. */
  readonly dueAt: number | null;
  /** Whether the destination is at fault, so that others may fail, too. Null when nothing was sent, which says nothing about it. */
  readonly isDestinationAtFault: boolean | null;
  /** The destination wants no more requests (410). */
  readonly pauses: boolean;
};

/** Failures that another attempt would have as well. */
export const lastingFailures: ReadonlySet<FailureCode> = new Set([
  'bin-not-found',
  'bin-deleted',
  'body-not-kept',
  'capture-truncated',
  'capture-not-found',
  'destination-invalid',
  'egress-refused',
  'request-too-long',
  'request-unsendable',
]);

/** Failures of this server or of the request: nothing was sent, or it is not known. */
const notOfDestination: ReadonlySet<FailureCode> = new Set([
  ...lastingFailures,
  'send-busy',
  'send-rate-limited',
  'send-cancelled',
  'send-interrupted',
  'store-unavailable',
  'internal',
]);

/**
 * Decides what follows an attempt. A 2xx response is a success, any other a failure, also a redirect. `made` counts the attempts up to
 * this one.
 */
export function afterAttempt(
  end: AttemptEnd,
  retries: RetrySettings,
  { made, since, now, random }: { made: number; since: number; now: number; random: number },
): NextStep {
  if ('status' in end && end.status >= 200 && end.status < 300)
    return { cause: null, dueAt: null, isDestinationAtFault: false, pauses: false };
  const cause: ForwardCause = 'status' in end ? `status-${end.status}` : end.failure;
  const isRetried =
    'status' in end ? readRetryStatuses(retries.statuses)(end.status) : !lastingFailures.has(end.failure);
  const isDestinationAtFault =
    'status' in end
      ? isRetried || isServerError(end.status)
      : notOfDestination.has(end.failure)
        ? null
        : true;
  const pauses = 'status' in end && end.status === 410;
  const delay =
    isRetried && !pauses ? nextDelay(retries, made, { random, retryAfter: retryAfterOf(end, now) }) : null;
  const dueAt = delay === null || now + delay > since + forwardedWithin ? null : now + delay;
  return { cause, dueAt, isDestinationAtFault, pauses };
}

/** Whether a status says that the server has failed, whatever was asked of it. */
function isServerError(status: number): boolean {
  return status >= 500 && status !== 501;
}

/** The seconds that a 429 or 503 asks to wait; null if it does not say. */
function retryAfterOf(end: AttemptEnd, now: number): number | null {
  if (!('status' in end) || (end.status !== 429 && end.status !== 503)) return null;
  const value = first(end.headers, 'Retry-After');
  return value === null ? null : retryAfterSeconds(value, now);
}
