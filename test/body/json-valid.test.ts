import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '#lib/body/json/read-json.ts';
import { isJson } from '#lib/body/json/valid.ts';

function isRead(text: string): boolean {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading.error === null;
}

test('a text is JSON where its lines are read without a fault', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-0.5e3',
    '01',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
  );
  const tokens = fc.array(token, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const broken = fc.tuple(fc.json(), fc.nat(), token).map(([text, at, piece]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + piece + text.slice(place);
  });
  fc.assert(
    fc.property(fc.oneof(tokens, fc.json(), broken), (text) => {
      expect(isJson(text), text).toBe(isRead(text));
    }),
    { numRuns: 5000 },
  );
});

test('it may be as deep as it likes', () => {
  expect(isJson('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBe(true);
  expect(isJson('['.repeat(1_000_000))).toBe(false);
});
