import { countWords } from '#lib/body/size.ts';
import { anywhere } from './anywhere.ts';
import { type Cost, free, sumOf } from './cost.ts';
import type { Changing, FilterKey, Narrowing, Subject, Test } from './key.ts';
import { after } from './keys/after.ts';
import { before } from './keys/before.ts';
import { body } from './keys/body.ts';
import { delivery } from './keys/delivery.ts';
import { event } from './keys/event.ts';
import { from } from './keys/from.ts';
import { header } from './keys/header.ts';
import { is } from './keys/is.ts';
import { json } from './keys/json.ts';
import { method } from './keys/method.ts';
import { note } from './keys/note.ts';
import { path } from './keys/path.ts';
import { provider } from './keys/provider.ts';
import { query } from './keys/query.ts';
import { seq } from './keys/seq.ts';
import { size } from './keys/size.ts';
import { status } from './keys/status.ts';
import { type } from './keys/type.ts';
import { isPattern, loadPatterns } from './pattern.ts';
import { type Token, tokens } from './tokens.ts';

/** Every key of the grammar, in the order completion offers them. */
export const filterKeys: readonly FilterKey[] = [
  method,
  path,
  query,
  header,
  body,
  json,
  type,
  status,
  size,
  after,
  before,
  from,
  provider,
  event,
  delivery,
  is,
  note,
  seq,
];

/** What a filter was read from, so that it can be read again on another thread. `now` is milliseconds since the epoch. */
export type FilterSource = { readonly text: string; readonly now: number };

/** A filter, read: which captures it finds. */
export type Filter = {
  /** Null where it was not read from a text. */
  readonly source: FilterSource | null;
  /** All but what is asked of the body. */
  readonly mayMatch: (facts: Subject['facts']) => boolean;
  readonly matches: (subject: Subject) => boolean;
  /** What evaluating it costs at most (`cost.ts`). Nothing is said of what tests what was found already. */
  readonly cost?: Cost;
  /** Whether it looks at bodies, which cost reading. Where it does not, `mayMatch` says it all. */
  readonly needsBody: boolean;
  /** Whether a summary says all it asks for: then `mayMatch` of `factsOfSummary` decides. */
  readonly ofSummary?: boolean;
  /** What it asks for that may change of a capture. */
  readonly changing?: ReadonlySet<Changing>;
  /** What the store may ask of its columns before anything else. */
  readonly narrowings: readonly Narrowing[];
  /** Its words one by one, for telling which of them does not hold. */
  readonly words: readonly FilterWord[];
};

/** A word of a filter: what it asks, where it stands, and its key; null for a text to look for everywhere. */
export type FilterWord = Test & { readonly key: string | null; readonly start: number; readonly end: number };

/** A word that says nothing a filter could ask, and where it stands. */
export type FilterFault = { readonly start: number; readonly end: number; readonly message: string };

/**
 * To be awaited before a filter is read that may have a `/regular expression/` in it: what reads these is loaded then. Without,
 * such a word is a fault.
 */
export async function prepareFilter(text: string): Promise<void> {
  // The value of a key may follow another `=`: header:x-a=/b/
  const mayBePattern = tokens(text).some(({ value }) => isPattern(value.slice(value.indexOf('/'))));
  if (mayBePattern) await loadPatterns();
}

/**
 * Reads a filter: words that must all hold. Words with faults are left out of the filter, and told.
 * `now` is in milliseconds since the epoch; `after:10m` counts from it.
 */
export function readFilter(text: string, now: number): { filter: Filter; faults: FilterFault[] } {
  const tests: FilterWord[] = [];
  const words = tokens(text);
  const faults = limitFaults(text, words);
  for (const token of faults.length > 0 ? [] : words) {
    const test = testOf(token, now);
    if (typeof test === 'string') faults.push({ start: token.start, end: token.end, message: test });
    else {
      const { key, start, end } = token;
      tests.push({ ...(token.negated ? negated(test) : test), key, start, end });
    }
  }
  const ofFacts = tests.filter((test) => !test.needsBody);
  const ofBodies = tests.filter((test) => test.needsBody);
  const body = new Uint8Array();
  const mayMatch = (facts: Subject['facts']) => ofFacts.every((test) => test.matches({ facts, body }));
  return {
    faults,
    filter: {
      source: { text, now },
      mayMatch,
      matches: (subject) => mayMatch(subject.facts) && ofBodies.every((test) => test.matches(subject)),
      cost: sumOf(tests.map(({ cost = free }) => cost)),
      needsBody: ofBodies.length > 0,
      ofSummary: tests.every((test) => test.ofSummary),
      changing: new Set(tests.flatMap((test) => test.changing ?? [])),
      narrowings: tests.flatMap((test) => test.narrowing ?? []),
      words: tests,
    },
  };
}

/** Each word is asked of every request. */
const mostWords = 100;
/** Characters. A filter may name thousands of requests by their numbers. */
const longestFilter = 20_000;

/** A filter that is longer than anybody's is not read at all. */
function limitFaults(text: string, words: readonly Token[]): FilterFault[] {
  const at = { start: 0, end: Math.min(text.length, 40) };
  if (text.length > longestFilter) {
    const message = `A filter may have up to ${countWords(longestFilter)} characters. This one has ${countWords(text.length)}`;
    return [{ ...at, message }];
  }
  if (words.length <= mostWords) return [];
  const message = `A filter may have up to ${mostWords} words. This one has ${countWords(words.length)}`;
  return [{ ...at, message }];
}

function testOf({ key, operator, value, negated }: Token, now: number): Test | string {
  if (key === null) return value === '' ? `a text is missing after ${negated ? '-' : '"'}` : anywhere(value);
  const found = filterKeys.find(({ name }) => name === key);
  if (!found) {
    const names = filterKeys.map(({ name }) => name).join(', ');
    return `${key} is no key: use one of ${names}, or put quotes around a text to look for`;
  }
  if (operator !== ':' && !found.operators?.includes(operator))
    return `${key} takes a colon: ${found.example}`;
  const test = found.read(value, operator, now);
  if (typeof test === 'string') return `${key} ${test}`;
  return { ...test, ofSummary: found.ofSummary, changing: found.changing };
}

function negated(test: Test): Test {
  const { narrowing: _, ...rest } = test;
  return { ...rest, matches: (subject) => !test.matches(subject) };
}
