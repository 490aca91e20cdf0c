import { WirebinError } from './wirebin-error.ts';

/** Milliseconds: of the first try or pause, and the most. */
export type Growth = { readonly first: number; readonly most: number };

/** The longest pause that a server can ask for, milliseconds: a wrong Retry-After must not stop a program for days. */
const longestAskedMs = 300_000;

/**
 * How long to pause before the next try, milliseconds, after so many failures in a row (1 or more): twice as long after each. A server that asks
 * for more time with Retry-After (RFC 9110 §10.2.3) gets it, up to five minutes.
 */
export function retryPause(error: unknown, failures: number, growth: Growth): number {
  const asked = error instanceof WirebinError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(doubled(failures - 1, growth), Math.min(asked, longestAskedMs));
}

/** How long the next try may take, milliseconds, after so many failures in a row: twice as long after each, since a slow network needs more time. */
export function tryTimeout(failures: number, growth: Growth): number {
  return doubled(failures, growth);
}

function doubled(times: number, { first, most }: Growth): number {
  return Math.min(first * 2 ** times, most);
}
