import { anywhere } from './anywhere.ts';
import type { FilterKey, Narrowing, Subject, Test } from './key.ts';
import { after } from './keys/after.ts';
import { before } from './keys/before.ts';
import { body } from './keys/body.ts';
import { delivery } from './keys/delivery.ts';
import { event } from './keys/event.ts';
import { from } from './keys/from.ts';
import { header } from './keys/header.ts';
import { is } from './keys/is.ts';
import { method } from './keys/method.ts';
import { note } from './keys/note.ts';
import { path } from './keys/path.ts';
import { provider } from './keys/provider.ts';
import { seq } from './keys/seq.ts';
import { size } from './keys/size.ts';
import { status } from './keys/status.ts';
import { type } from './keys/type.ts';
import { type Token, tokens } from './tokens.ts';

/** Every key of the grammar, in the order completion offers them. */
export const filterKeys: readonly FilterKey[] = [
  method,
  path,
  header,
  body,
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

/** A filter, read: which captures it finds. */
export type Filter = {
  /** All but what is asked of the body. */
  readonly mayMatch: (facts: Subject['facts']) => boolean;
  readonly matches: (subject: Subject) => boolean;
  /** Whether it looks at bodies, which cost reading. Where it does not, `mayMatch` says it all. */
  readonly needsBody: boolean;
  /** What the store may ask of its columns before anything else. */
  readonly narrowings: readonly Narrowing[];
};

/** A word that says nothing a filter could ask, and where it stands. */
export type FilterFault = { readonly start: number; readonly end: number; readonly message: string };

/**
 * Reads a filter: words that must all hold. Words with faults are left out of the filter, and told.
 * `now` is in milliseconds since the epoch; `after:10m` counts from it.
 */
export function readFilter(text: string, now: number): { filter: Filter; faults: FilterFault[] } {
  const faults: FilterFault[] = [];
  const tests: Test[] = [];
  for (const token of tokens(text)) {
    const test = testOf(token, now);
    if (typeof test === 'string') faults.push({ start: token.start, end: token.end, message: test });
    else tests.push(token.negated ? negated(test) : test);
  }
  const ofFacts = tests.filter((test) => !test.needsBody);
  const ofBodies = tests.filter((test) => test.needsBody);
  const body = new Uint8Array();
  const mayMatch = (facts: Subject['facts']) => ofFacts.every((test) => test.matches({ facts, body }));
  return {
    faults,
    filter: {
      mayMatch,
      matches: (subject) => mayMatch(subject.facts) && ofBodies.every((test) => test.matches(subject)),
      needsBody: ofBodies.length > 0,
      narrowings: tests.flatMap((test) => test.narrowing ?? []),
    },
  };
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
  return typeof test === 'string' ? `${key} ${test}` : test;
}

function negated(test: Test): Test {
  return {
    matches: (subject) => !test.matches(subject),
    ...(test.needsBody && { needsBody: true }),
  };
}
