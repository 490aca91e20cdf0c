/** The last second that a `Date` can represent, before and after 1970 (ECMAScript §21.4.1.1). */
const lastSecond = 8_640_000_000_000;

/** A timestamp (seconds since 1970 and nanoseconds) in RFC 3339 format with all its digits; null outside the range of `Date`. */
export function momentText(seconds: number, nanoseconds = 0): string | null {
  if (!(Math.abs(seconds) < lastSecond)) return null;
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
  const digits = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return `${whole}${digits === '' ? '' : `.${digits}`}Z`;
}
