/**
 * Returns wall-clock time in whole microseconds since the epoch; it never goes back between two calls.
 *
 * `Date.now()` has milliseconds, `performance.now()` microseconds but stands still while the machine sleeps. So the
 * monotonic clock is anchored to the wall clock, and anchored again when the two have drifted apart.
 */
let anchor = performance.timeOrigin;
let latest = 0;
const toleratedDriftMs = 20;
/** Next.js replaces `Date.now` by a function of its own, which is slower. */
const wallClock = Date.now;

export function microsNow(): number {
  const monotonic = performance.now();
  const wall = wallClock();
  if (Math.abs(anchor + monotonic - wall) > toleratedDriftMs) anchor = wall - monotonic;
  latest = Math.max(latest + 1, Math.round((anchor + monotonic) * 1000));
  return latest;
}
