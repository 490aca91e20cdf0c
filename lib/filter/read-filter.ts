import { countWords } from '#lib/body/size.ts';
import { anywhere } from './anywhere.ts';
import { closestWord } from './closest-word.ts';
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
import { schema } from './keys/schema.ts';
import { seq } from './keys/seq.ts';
import { signature } from './keys/signature.ts';
import { size } from './keys/size.ts';
import { status } from './keys/status.ts';
import { type } from './keys/type.ts';
import { isPattern, loadPatterns } from './pattern.ts';
import { type Token, tokens } from './tokens.ts';

/** Every filter key, in the order completion offers them. */
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
  signature,
  schema,
  is,
  note,
  seq,
];

/** The text of a filter, so that it can be parsed again on another thread. `now` is in milliseconds since the epoch. */
export type FilterSource = { readonly text: string; readonly now: number };

/** A parsed filter: decides which captures match. */
export type Filter = {
  /** Null where the filter was not parsed from text. */
  readonly source: FilterSource | null;
  /** Evaluates every term that does not need the body. */
  readonly mayMatch: (facts: Subject['facts']) => boolean;
  readonly matches: (subject: Subject) => boolean;
  /** The highest cost of evaluating it (`cost.ts`). */
  readonly cost?: Cost;
  /** Whether a term needs the body, which has to be read. Where none does, `mayMatch` decides. */
  readonly needsBody: boolean;
  /** Whether a summary is enough to evaluate it: then `mayMatch` of `factsOfSummary` decides. */
  readonly ofSummary?: boolean;
  /** The changeable properties of a capture that it depends on. */
  readonly changing?: ReadonlySet<Changing>;
  /** Conditions that the store can evaluate on its columns first. */
  readonly narrowings: readonly Narrowing[];
  /** Its terms one by one, to explain which of them does not match. */
  readonly words: readonly FilterWord[];
};

/** A term of a filter: its test, its position, and its key; null for a text to search everywhere. */
export type FilterWord = Test & { readonly key: string | null; readonly start: number; readonly end: number };

/** An error in a term: its position and a full sentence. */
export type FilterFault = { readonly start: number; readonly end: number; readonly message: string };

/**
 * Loads the engine for regular expressions where a filter has one; await it before `readFilter`. Without the engine such a term
 * is an error.
 */
export async function prepareFilter(text: string): Promise<void> {
  // The value of a key may follow another `=`: header:x-a=/b/
  const mayBePattern = tokens(text).some(({ value }) => isPattern(value.slice(value.indexOf('/'))));
  if (mayBePattern) await loadPatterns();
}

/**
 * Parses a filter: terms that must all match. Terms with errors are left out of the filter and returned as `faults`.
 * `now` is in milliseconds since the epoch; `after:10m` is relative to it.
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

/** The most terms: each is evaluated for every request. */
const mostWords = 100;
/** The longest filter, in characters: it may list thousands of requests by number. */
const longestFilter = 20_000;

/** Errors of a filter that is too long to parse. */
function limitFaults(text: string, words: readonly Token[]): FilterFault[] {
  const at = { start: 0, end: Math.min(text.length, 40) };
  if (text.length > longestFilter) {
    const message = `A filter may have up to ${countWords(longestFilter)} characters. This one has ${countWords(text.length)}.`;
    return [{ ...at, message }];
  }
  if (words.length <= mostWords) return [];
  const message = `A filter may have up to ${mostWords} terms. This one has ${countWords(words.length)}.`;
  return [{ ...at, message }];
}

function testOf({ key, operator, value, negated }: Token, now: number): Test | string {
  if (key === null) return value === '' ? `Enter a text after \`${negated ? '-' : '"'}\`.` : anywhere(value);
  const found = filterKeys.find(({ name }) => name === key);
  if (!found) return unknownKey(key);
  if (operator !== ':' && !found.operators?.includes(operator))
    return `Use a colon after \`${key}\`, such as \`${found.example}\`.`;
  const test = found.read(value, operator, now);
  if (typeof test === 'string') return test;
  return { ...test, ofSummary: found.ofSummary, changing: found.changing };
}

function unknownKey(key: string): string {
  const names = filterKeys.map(({ name }) => name);
  const missing = `The filter key \`${key}\` does not exist.`;
  const similar = closestWord(key, names);
  if (similar !== null) return `${missing} Did you mean \`${similar}\`?`;
  return `${missing} Use one of ${names.join(', ')}, or put the text in quotes to search for it.`;
}

function negated(test: Test): Test {
  const { narrowing: _, ...rest } = test;
  return { ...rest, matches: (subject) => !test.matches(subject) };
}
