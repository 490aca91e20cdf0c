import type { ValueCount } from '#lib/model/value-counts.ts';
import { printWord } from './print.ts';
import { filterKeys } from './read-filter.ts';
import { type Token, tokens } from './tokens.ts';

/** A value seen in a bin, and how many requests have it; null where that is not known. */
export type SeenValue = Pick<ValueCount, 'value'> & { readonly count: number | null };

/** Values seen in a bin, by key, the most frequent first. */
export type Seen = Readonly<Record<string, readonly SeenValue[]>>;

export type Completion = {
  /** The term as it will be inserted. */
  readonly text: string;
  /** What the key finds; null for values. */
  readonly words: string | null;
  /** How many requests have the value; null for keys and where it is not known. */
  readonly count: number | null;
  /** The term is incomplete: a value follows. */
  readonly open: boolean;
};

export type Completions = {
  /** The range of the text that a completion replaces. */
  readonly start: number;
  readonly end: number;
  /** The key whose value is at the caret; null for none. */
  readonly key: string | null;
  /** Whether a term has been begun at the caret. */
  readonly isBegun: boolean;
  readonly options: readonly Completion[];
};

/** The most completions offered. */
const most = 200;

/** Completions for the term at the caret: keys first, then values, seen values before known ones. */
export function complete(text: string, caret: number, seen: Seen): Completions {
  const word = tokens(text).find(({ start, end }) => start <= caret && caret <= end);
  const start = word?.start ?? caret;
  const end = word?.end ?? caret;
  const sign = word?.negated || text.slice(start, end) === '-' ? '-' : '';
  const typed = text.slice(start + sign.length, caret);
  const at = { start, end, isBegun: start < caret };
  if (!word || word.key === null) {
    // Quoted text is always a text to search for.
    const options = typed.startsWith('"') || caret < end ? [] : keysLike(typed, sign);
    return { ...at, key: null, options };
  }
  if (caret < end) return { ...at, key: null, options: [] };
  return { ...at, key: word.key, options: valuesLike(word, seen) };
}

function keysLike(typed: string, sign: string): Completion[] {
  const start = typed.toLowerCase();
  return filterKeys
    .filter(({ name }) => name.startsWith(start))
    .map(({ name, finds, operators }) => ({
      text: `${sign}${name}${operators?.includes('>') && name === 'size' ? '>' : ':'}`,
      words: finds,
      count: null,
      open: true,
    }));
}

function valuesLike({ key, value: typed, operator, negated }: Token, seen: Seen): Completion[] {
  const found = filterKeys.find(({ name }) => name === key);
  if (!found) return [];
  const inBin = seen[found.name] ?? [];
  const known = (found.values ?? []).filter((value) => !inBin.some((one) => one.value === value));
  const [before, last] = lastAlternative(found.name, typed);
  const start = last.toLowerCase();
  const fitting = [...inBin, ...known.map((value) => ({ value, count: null }))]
    .filter(({ value }) => value.toLowerCase().includes(start))
    .sort((a, b) => likeness(b.value, start) - likeness(a.value, start));
  const sign = key === 'size' && operator === ':' ? '>' : operator;
  return fitting.slice(0, most).map(({ value, count }) => ({
    text: printWord({ negated, key, operator: sign, value: before + value }),
    words: null,
    count,
    open: false,
  }));
}

/** The keys that take several values: `GET,P` completes its last method. */
const listed: readonly string[] = ['method', 'provider', 'signature'];

function lastAlternative(key: string, typed: string): [before: string, last: string] {
  const comma = listed.includes(key) ? typed.lastIndexOf(',') : -1;
  return [typed.slice(0, comma + 1), typed.slice(comma + 1)];
}

/** How well a value completes what was typed, in lower case: the value itself, then those that begin with it. */
function likeness(value: string, typed: string): number {
  const lower = value.toLowerCase();
  if (lower === typed) return 2;
  return lower.startsWith(typed) ? 1 : 0;
}
