import { first } from '#lib/http/header-lookup.ts';
import { setHeader } from '#lib/http/set-header.ts';
import type { Header } from '#lib/model/capture.ts';
import { jsonSourceAt, withJsonAt } from './edit-body.ts';
import { at, type Reading } from './reading.ts';

/** A place in a request that gives a value. */
export type Place = {
  /** Its description: `X-GitHub-Event`, `body event.type`. */
  readonly words: string;
  /** The value; null when absent or unusable. */
  readonly read: (reading: Reading) => string | null;
  /** The parts with another value here; null when there is none to replace. Absent where values cannot be replaced. */
  readonly replace?: (parts: Parts, change: (value: string) => string) => Parts | null;
};

/** The parts of a request that have places. */
export type Parts = { readonly headers: readonly Header[]; readonly body: Uint8Array };

export function inHeader(name: string): Place {
  return {
    words: `\`${name}\``,
    read: (reading) => usable(reading.header(name)),
    replace({ headers, body }, change) {
      const value = first(headers, name);
      return value === null ? null : { headers: setHeader(headers, name, change(value)), body };
    },
  };
}

/** In a JSON body, at a path of members and places in lists: `event.type`, `0.eventId`. */
export function inJson(path: string): Place {
  const steps = path.split('.');
  return {
    words: `body \`${path}\``,
    read: (reading) => usable(at(reading.json, steps)),
    replace({ headers, body }, change) {
      const source = jsonSourceAt(body, steps);
      if (source === null || !/^["\d]/.test(source)) return null;
      const value = source.startsWith('"') ? JSON.stringify(change(JSON.parse(source))) : change(source);
      const replaced = withJsonAt(body, steps, value);
      return replaced && { headers, body: replaced };
    },
  };
}

export function inForm(name: string): Place {
  return { words: `form \`${name}\``, read: (reading) => usable(reading.form.get(name)) };
}

/** The first place that has a value. */
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
    replace(parts, change) {
      for (const place of places) {
        const replaced = place.replace?.(parts, change);
        if (replaced) return replaced;
      }
      return null;
    },
  };
}

/** The joined values: `issues.opened`. Null when the first is missing; others may be missing. Another value replaces the first. */
export function joined(separator: string, ...places: readonly Place[]): Place {
  return {
    words: places.map(({ words }) => words).join(` \`${separator}\` `),
    read: (reading) => {
      const [head, ...more] = places.map((place) => place.read(reading));
      return head == null ? null : usable([head, ...more.filter((part) => part !== null)].join(separator));
    },
    replace: (parts, change) => places[0]?.replace?.(parts, change) ?? null,
  };
}

/** Any other place. */
export function place(words: string, read: (reading: Reading) => unknown): Place {
  return { words, read: (reading) => usable(read(reading)) };
}

/** The longest event name or ID. */
const longest = 256;

/**
 * A value usable as a name or ID: text without control characters and lone surrogates, or a safe integer. Longer values are rejected,
 * not cut: half an ID would be another one.
 */
export function usable(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string' || value === '' || value.length > longest) return null;
  return /[\0-\x1f\x7f]|\p{Surrogate}/u.test(value) ? null : value;
}
