/**
 * Wall-clock time in whole microseconds since the epoch, never going back between two calls.
 *
 * `Date.now()` has milliseconds, `performance.now()` microseconds but stands still while the machine sleeps. So the
 * monotonic clock is anchored to the wall clock, and anchored anew when the two have drifted apart.
 */
let anchor = performance.timeOrigin;
let latest = 0;
const toleratedDriftMs = 20;

export function microsNow(): number {
  const monotonic = performance.now();
  const wall = Date.now();
  if (Math.abs(anchor + monotonic - wall) > toleratedDriftMs) anchor = wall - monotonic;
  latest = Math.max(latest + 1, Math.round((anchor + monotonic) * 1000));
  return latest;
}
