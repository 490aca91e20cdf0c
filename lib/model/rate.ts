import { byteText } from './byte-text.ts';

/** So many in so many seconds. */
export type Rate = { readonly count: number; readonly seconds: number };

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Reads `600/s`, `100/10s`, `60/m`, `1000/h`, `5/d`; null when the text is none of that. */
export function parseRate(text: string): Rate | null {
  const match = /^(\d{1,9})\/(\d{0,4})([smhd])$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const count = Number(match[1]);
  const seconds = Number(match[2] || 1) * units[match[3] as keyof typeof units];
  return count > 0 && seconds > 0 ? { count, seconds } : null;
}

/** In a sentence, of things: `600 requests a second`, `100 requests in 10 seconds`. */
export function rateWords({ count, seconds }: Rate, things: string): string {
  return `${count} ${things} ${spanWords(seconds)}`;
}

/** In a sentence, of bytes: `1 GiB an hour`. */
export function byteRateWords({ count, seconds }: Rate): string {
  return `${byteText(count)} ${spanWords(seconds)}`;
}

function spanWords(seconds: number): string {
  const single = new Map([
    [1, 'a second'],
    [60, 'a minute'],
    [3600, 'an hour'],
    [86_400, 'a day'],
  ]).get(seconds);
  return single ?? `in ${seconds} seconds`;
}
