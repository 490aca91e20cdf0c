import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printWord, type Word } from '#lib/filter/print.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import { jsonWord, queryWord, textWord } from '#lib/filter/value-words.ts';
import { received } from '../support/received.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '/x/',
    '*',
    'a=b',
    '"',
    "it's",
    '\\',
    'line\nbreak',
    'method:GET',
    '-x',
    '$.a',
    "['",
    ' ',
    '__proto__',
  ),
);

function finds(word: Word, facts: Parameters<typeof received>[0], body: string): boolean {
  const { filter, faults } = readFilter(printWord(word), 0);
  expect(faults, printWord(word)).toEqual([]);
  expect(filter.words, printWord(word)).toHaveLength(1);
  return filter.matches({
    facts: { ...received(facts), seq: 1, note: null, pinned: false, answered: null },
    body: new TextEncoder().encode(body),
  });
}

it('the term for a JSON value finds it, whatever its path and value are', () => {
  const value = fc.oneof(hostile, fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, fc.nat(2)), { maxLength: 4 }), value, (path, wanted) => {
      const root = path.reduceRight<unknown>(
        (inner, step) =>
          typeof step === 'number' ? [...Array(step).fill(0), inner] : Object.fromEntries([[step, inner]]),
        wanted,
      );
      const word = jsonWord(path, String(wanted));
      if (word !== null) expect(finds(word, {}, JSON.stringify(root)), printWord(word)).toBe(true);
    }),
  );
});

it('the term for a query parameter finds it, and the one for a text the body it is in', () => {
  fc.assert(
    fc.property(hostile, hostile, (name, value) => {
      const target = `/b/x7k2/?${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
      const ofQuery = queryWord(name, value);
      if (ofQuery) expect(finds(ofQuery, { target }, ''), printWord(ofQuery)).toBe(true);
      const ofText = textWord(value);
      if (ofText) expect(finds(ofText, {}, JSON.stringify({ value })), printWord(ofText)).toBe(true);
    }),
  );
});

it('a value that is empty or very long has no term', () => {
  expect([textWord(''), textWord('x'.repeat(501)), jsonWord(['a'], 'x'.repeat(501))]).toEqual([
    null,
    null,
    null,
  ]);
});
