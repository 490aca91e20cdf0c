import { wrongCall } from './exit-codes.ts';

/** Reading the arguments of commands. All end the command with a message when they are wrong. */

/** The number of a request, or `latest`. */
export function seqOf(text: string): number | 'latest' {
  if (text === 'latest') return text;
  return countOf(text.replace(/^#/, ''), 'The number of a request');
}

/** A whole number of at least 1. */
export function countOf(text: string, what = 'This'): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1) wrongCall(`${what} must be a whole number of at least 1, not ${JSON.stringify(text)}.`);
  return value;
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A duration such as `500ms`, `30s`, `2m`, `1h` or `7d`, in milliseconds; a number alone is seconds. */
export function durationOf(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? [];
  if (number === undefined)
    wrongCall(`${JSON.stringify(text)} is not a duration.`, 'Write it like 500ms, 30s, 2m, 1h or 7d.');
  return Math.round(Number(number) * units[unit as keyof typeof units]);
}

/** A header such as `Content-Type: text/plain`. */
export function headerOf(text: string): [name: string, value: string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    wrongCall(`${JSON.stringify(text)} is not a header.`, 'Write it like "Content-Type: text/plain".');
  return [name, value];
}

/** The URL of a server to send requests to. `localhost:3000` and `3000` are short for one on this machine. */
export function destinationUrlOf(text: string): string {
  const url = /^\d{1,5}$/.test(text)
    ? `http://localhost:${text}`
    : /^https?:\/\//i.test(text)
      ? text
      : `http://${text}`;
  if (!URL.canParse(url))
    wrongCall(`${JSON.stringify(text)} is not a URL.`, 'Write it like http://localhost:3000.');
  return url;
}

/** Gathers an option that may be given several times. */
export function gathered<T>(read: (text: string) => T) {
  return (text: string, before: readonly T[] | undefined): T[] => [...(before ?? []), read(text)];
}
