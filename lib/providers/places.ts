import { at, type Reading } from './reading.ts';

/** Where a request says something. */
export type Place = {
  /** For people: `X-GitHub-Event`, `body event.type`. */
  readonly words: string;
  /** What it says there; null when nothing that could be shown or compared. */
  readonly read: (reading: Reading) => string | null;
};

export function inHeader(name: string): Place {
  return { words: `\`${name}\``, read: (reading) => usable(reading.header(name)) };
}

/** In a JSON body, at a path of members and places in lists: `event.type`, `0.eventId`. */
export function inJson(path: string): Place {
  const steps = path.split('.');
  return { words: `body \`${path}\``, read: (reading) => usable(at(reading.json, steps)) };
}

export function inForm(name: string): Place {
  return { words: `form \`${name}\``, read: (reading) => usable(reading.form.get(name)) };
}

/** The first of these that says something. */
export function firstOf(...places: readonly Place[]): Place {
  return {
    words: places.map(({ words }) => words).join(', else '),
    read: (reading) => {
      for (const place of places) {
        const found = place.read(reading);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

/** What these say, put together: `issues.opened`. Nothing when the first says nothing; the others may be missing. */
export function joined(separator: string, ...places: readonly Place[]): Place {
  return {
    words: places.map(({ words }) => words).join(` \`${separator}\` `),
    read: (reading) => {
      const [head, ...more] = places.map((place) => place.read(reading));
      return head == null ? null : usable([head, ...more.filter((part) => part !== null)].join(separator));
    },
  };
}

/** Elsewhere. */
export function place(words: string, read: (reading: Reading) => unknown): Place {
  return { words, read: (reading) => usable(read(reading)) };
}

/** The longest name of an event or id that is believed to be one. */
const longest = 256;

/**
 * A name or an id: a text without control characters and lone surrogates, or a whole number that JavaScript holds exactly. What is longer than
 * any name is none: half of it would not be the same thing.
 */
export function usable(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string' || value === '' || value.length > longest) return null;
  return /[\0-\x1f\x7f]|\p{Surrogate}/u.test(value) ? null : value;
}
