import { byteText } from './byte-text.ts';

/** A number of events (or bytes) per number of seconds. */
export type Rate = { readonly count: number; readonly seconds: number };

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Parses `600/s`, `100/10s`, `60/m`, `1000/h`, `5/d`; null when the text is not a rate. */
export function parseRate(text: string): Rate | null {
  const match = /^(\d{1,9})\/(\d{0,4})([smhd])$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const count = Number(match[1]);
  const seconds = Number(match[2] || 1) * units[match[3] as keyof typeof units];
  return count > 0 && seconds > 0 ? { count, seconds } : null;
}

/** A rate of things, for a sentence: `600 requests per second`, `100 requests per 10 seconds`. */
export function rateWords({ count, seconds }: Rate, things: string): string {
  return `${count} ${things} ${spanWords(seconds)}`;
}

/** A rate of bytes, for a sentence: `1 GiB per hour`. */
export function byteRateWords({ count, seconds }: Rate): string {
  return `${byteText(count)} ${spanWords(seconds)}`;
}

function spanWords(seconds: number): string {
  const single = new Map([
    [1, 'per second'],
    [60, 'per minute'],
    [3600, 'per hour'],
    [86_400, 'per day'],
  ]).get(seconds);
  return single ?? `per ${seconds} seconds`;
}
