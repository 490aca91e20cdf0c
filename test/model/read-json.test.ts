import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '#lib/model/errors.ts';
import { parsedJson } from '#lib/model/read-json.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('JSON is parsed up to 1,000 levels deep', () => {
  expect(JSON.stringify(parsedJson(nested(1000)))).toBe(nested(1000));
  for (const text of [nested(1001), '['.repeat(20_000_000), '{"a":'.repeat(5_000_000)]) {
    expect(() => parsedJson(text)).toThrow(
      new Failure('invalid-json', 'It is nested more than 1000 levels deep.'),
    );
  }
});

test('brackets next to each other and in strings are not levels', () => {
  for (const text of [`[${Array(2000).fill('[{}]').join()}]`, JSON.stringify(`${'[{'.repeat(2000)}"\\"[`)]) {
    expect(parsedJson(text)).toEqual(JSON.parse(text));
  }
});

test('any JSON is parsed as JSON.parse does it, also after a long string', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, text) => {
      const long = `[${JSON.stringify(`${text}${'[{"\\'.repeat(500)}`)},${json}]`;
      expect(parsedJson(long)).toEqual(JSON.parse(long));
    }),
  );
});
