/**
 * The seconds to wait according to a `Retry-After` that was sent at `respondedAt` (milliseconds since the epoch); null if it is
 * invalid. It is a number of seconds or a date (RFC 9110 §10.2.3).
 */
export function retryAfterSeconds(value: string, respondedAt: number): number | null {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  // An HTTP-date begins with a day's name; what else `Date.parse` takes is none.
  const date = /^[A-Z][a-z]{2,8}[ ,]/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - respondedAt) / 1000);
}
