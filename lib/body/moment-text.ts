/** The last second a `Date` knows, either side of 1970 (ECMAScript §21.4.1.1). */
const lastSecond = 8_640_000_000_000;

/** A moment given as seconds since 1970 and nanoseconds, as RFC 3339 writes it with all its digits; null where no calendar reaches. */
export function momentText(seconds: number, nanoseconds = 0): string | null {
  if (!(Math.abs(seconds) < lastSecond)) return null;
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
  const digits = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return `${whole}${digits === '' ? '' : `.${digits}`}Z`;
}
