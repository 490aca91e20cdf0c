import { expect, it } from 'vitest';
import { closestWord } from '#lib/filter/closest-word.ts';
import { filterKeys, readFilter } from '#lib/filter/read-filter.ts';

const keys = filterKeys.map(({ name }) => name);

it.each([
  ['metod', 'method'],
  ['mehtod', 'method'],
  ['methods', 'method'],
  ['headers', 'header'],
  ['quary', 'query'],
  ['stauts', 'status'],
  ['pth', 'path'],
  ['typ', 'type'],
  ['providr', 'provider'],
])('%s is close to %s', (word, key) => {
  expect(closestWord(word, keys)).toBe(key);
});

it.each(['x', 'colour', 'http', 'warehouse', 'constructor'])('%s is close to no key', (word) => {
  expect(closestWord(word, keys)).toBeNull();
});

it('takes the closest of several', () => {
  expect(closestWord('seqs', ['seq', 'size', 'sex'])).toBe('seq');
});

it('does not compare a word that is far longer than all candidates', () => {
  expect(closestWord('a'.repeat(1_000_000), keys)).toBeNull();
});

it('suggests the key in the error', () => {
  expect(readFilter('metod:POST', 0).faults).toEqual([
    { start: 0, end: 10, message: 'The filter key `metod` does not exist. Did you mean `method`?' },
  ]);
});
