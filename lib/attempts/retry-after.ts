/**
 * How many seconds a `Retry-After` asks to wait, of an answer given at `answeredAt` (milliseconds since the epoch); null where it
 * says nothing that can be read. It is a number of seconds or a date (RFC 9110 §10.2.3).
 */
export function retryAfterSeconds(value: string, answeredAt: number): number | null {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  // An HTTP-date begins with a day's name; what else `Date.parse` takes is none.
  const date = /^[A-Z][a-z]{2,8}[ ,]/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - answeredAt) / 1000);
}
