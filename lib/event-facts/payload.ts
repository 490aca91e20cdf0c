import { type JsonPath, printJsonPath } from '#lib/body/json/path.ts';
import type { Fact } from './fact.ts';

/** The longest value of a fact, characters. */
const longest = 160;
/** How much of a text is examined, characters. */
const examined = 1000;
/** How many items of a list are given. */
const mostItems = 20;

/** A parsed body, or a part of one. Every question has an answer for any shape: null where the value is missing. */
export class Payload {
  readonly value: unknown;
  /** The path of this part in a JSON body; null where it is not in one. */
  readonly #path: JsonPath | null;

  constructor(value: unknown, path: JsonPath | null) {
    this.value = value;
    this.#path = path;
  }

  /** The part at a path of member names and item indexes, joined by dots: `commits.0.author`. A list where a name has a dot. */
  at(path: string | readonly string[]): Payload {
    let { value } = this;
    const steps: (string | number)[] = [];
    for (const name of typeof path === 'string' ? path.split('.') : path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        return new Payload(undefined, null);
      steps.push(Array.isArray(value) ? Number(name) : name);
      value = (value as Record<string, unknown>)[name];
    }
    return new Payload(value, this.#path && [...this.#path, ...steps]);
  }

  /** The first items of a list; empty where there is none. */
  items(path: string): readonly Payload[] {
    const list = this.at(path);
    if (!Array.isArray(list.value)) return [];
    return list.value.slice(0, mostItems).map((_, index) => list.at(String(index)));
  }

  /** The number of items of the list at a path; null where there is none. */
  count(path: string): number | null {
    const { value } = this.at(path);
    return Array.isArray(value) ? value.length : null;
  }

  /** The text, number or boolean at the first of the paths that has one, in one line, cut where it is long. Null for empty texts. */
  text(...paths: readonly string[]): string | null {
    for (const path of paths) {
      const found = oneLine(this.at(path).value);
      if (found !== null) return found;
    }
    return null;
  }

  /** The first line of a text. */
  line(path: string): string | null {
    const { value } = this.at(path);
    return typeof value === 'string' ? oneLine(/^\s*[^\r\n]*/.exec(value.slice(0, examined))![0]) : null;
  }

  /** A number, also one in a text: amounts often are. */
  number(path: string): number | null {
    const { value } = this.at(path);
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (typeof value !== 'string' || !/^-?\d{1,15}(?:\.\d{1,8})?$/.test(value)) return null;
    return Number(value);
  }

  is(path: string, expected: unknown): boolean {
    return this.at(path).value === expected;
  }

  /** The value at the first of the paths that has one, with its place. */
  fact(name: string, ...paths: readonly string[]): Fact | null {
    for (const path of paths) {
      const part = this.at(path);
      const value = oneLine(part.value);
      if (value !== null) return { name, value, place: part.place };
    }
    return null;
  }

  /** A value computed from the value at a path. */
  computed(name: string, value: string | null, path: string): Fact | null {
    return value === null ? null : { name, value, place: this.at(path).place };
  }

  /** Its JSONPath in the body; null where it is not in JSON. */
  get place(): string | null {
    return this.#path && printJsonPath(this.#path);
  }
}

/** Nothing at all: every question is answered with null. */
export const emptyPayload = new Payload(undefined, null);

/** A value as a text without line breaks and repeated space, at most `longest` characters. Null for empty texts, lists, objects and long numbers. */
export function oneLine(value: unknown): string | null {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return isExact(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.slice(0, examined).replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  return shortened(value.length > examined ? `${text}…` : text, longest);
}

/** Whether a number is shown as it was sent: JavaScript rounds those with more digits. */
function isExact(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  return String(value).replace(/\D/g, '').length <= 15;
}

/** A text of at most `most` characters, with an ellipsis where it is cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character of two code units is not cut in half.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
