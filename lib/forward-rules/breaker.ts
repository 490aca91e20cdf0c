import type { Breaker } from '#lib/model/forward.ts';

/** The failures in a row after which nothing more is sent for a while. */
const mostFailures = 10;
/** How long it is open first and at most, milliseconds. It doubles each time. */
const firstOpen = 30_000;
const longestOpen = 600_000;
/** The rate with which a destination that has recovered begins, and above which it is no longer limited, requests per second. */
const firstRate = 1;
const highestRate = 64;

export const closedBreaker: Breaker = {
  failures: 0,
  openUntil: null,
  opened: 0,
  recovering: null,
  cause: null,
};

/** The breaker after an attempt. `cause`: why it failed, if the destination is at fault and not the request. Times are milliseconds. */
export function afterResult(breaker: Breaker, cause: Breaker['cause'], now: number): Breaker {
  return cause === null ? afterSuccess(breaker) : { ...afterFailure(breaker, now), cause };
}

function afterFailure(
  { failures, openUntil, opened, recovering }: Breaker,
  now: number,
): Omit<Breaker, 'cause'> {
  const isProbe = openUntil !== null && openUntil <= now;
  // An attempt that began before it opened: it is open for as long as it was to be.
  if (openUntil !== null && !isProbe) return { failures: failures + 1, openUntil, opened, recovering };
  const opens = isProbe || recovering !== null || failures + 1 >= mostFailures;
  if (!opens) return { failures: failures + 1, openUntil: null, opened, recovering };
  return {
    failures: failures + 1,
    openUntil: now + Math.min(longestOpen, firstOpen * 2 ** Math.min(opened, 20)),
    opened: opened + 1,
    recovering: null,
  };
}

function afterSuccess({ openUntil, opened, recovering }: Breaker): Breaker {
  if (openUntil === null && recovering === null) return closedBreaker;
  const rate = recovering === null ? firstRate : recovering * 2 ** (1 / Math.max(1, recovering));
  // The rate doubles about once per second: with each request by the share of a second that it stands for.
  return rate > highestRate ? closedBreaker : { ...closedBreaker, opened, recovering: rate };
}

/** How many requests may be sent now at the same time: none while it is open, one while it is tried. */
export function mostAtOnce({ openUntil }: Breaker, now: number, usual: number): number {
  if (openUntil === null) return usual;
  return openUntil <= now ? 1 : 0;
}
