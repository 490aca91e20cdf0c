import { printWord } from './print.ts';
import { filterKeys } from './read-filter.ts';
import { tokens } from './tokens.ts';

/** Values seen in a bin, by key, the most frequent first. */
export type Seen = Readonly<Record<string, readonly string[]>>;

export type Completion = {
  /** The term as it will be inserted. */
  readonly text: string;
  /** What the key finds; null for values. */
  readonly words: string | null;
  /** The term is incomplete: a value follows. */
  readonly open: boolean;
};

export type Completions = {
  /** The range of the text that a completion replaces. */
  readonly start: number;
  readonly end: number;
  readonly options: readonly Completion[];
};

/** The most completions offered. */
const most = 8;

/** Completions for the term at the caret: keys first, then values, seen values before known ones. */
export function complete(text: string, caret: number, seen: Seen): Completions {
  const word = tokens(text).find(({ start, end }) => start <= caret && caret <= end);
  const start = word?.start ?? caret;
  const end = word?.end ?? caret;
  const sign = word?.negated || text.slice(start, end) === '-' ? '-' : '';
  const typed = text.slice(start + sign.length, caret);
  if (!word || word.key === null) {
    // Quoted text is always a text to search for.
    const options = typed.startsWith('"') || caret < end ? [] : keysLike(typed, sign);
    return { start, end, options };
  }
  if (caret < end) return { start, end, options: [] };
  return { start, end, options: valuesLike(word.key, word.value, word.negated, seen) };
}

function keysLike(typed: string, sign: string): Completion[] {
  const start = typed.toLowerCase();
  return filterKeys
    .filter(({ name }) => name.startsWith(start))
    .map(({ name, finds, operators }) => ({
      text: `${sign}${name}${operators?.includes('>') && name === 'size' ? '>' : ':'}`,
      words: finds,
      open: true,
    }));
}

function valuesLike(key: string, typed: string, negated: boolean, seen: Seen): Completion[] {
  const found = filterKeys.find(({ name }) => name === key);
  if (!found) return [];
  const known = [...(seen[key] ?? []), ...(found.values ?? [])];
  const [before, last] = lastAlternative(key, typed);
  const start = last.toLowerCase();
  const fitting = [...new Set(known)]
    .filter((value) => value.toLowerCase().includes(start) && value.toLowerCase() !== start)
    .sort((a, b) => Number(startsWith(b, start)) - Number(startsWith(a, start)));
  return fitting.slice(0, most).map((value) => ({
    text: printWord({ negated, key, operator: key === 'size' ? '>' : ':', value: before + value }),
    words: null,
    open: false,
  }));
}

/** `GET,P` completes its last method. */
function lastAlternative(key: string, typed: string): [before: string, last: string] {
  const comma = key === 'method' ? typed.lastIndexOf(',') : -1;
  return [typed.slice(0, comma + 1), typed.slice(comma + 1)];
}

function startsWith(value: string, start: string): boolean {
  return value.toLowerCase().startsWith(start);
}
