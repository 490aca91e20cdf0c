import { expect, it } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import { remarksOn } from '#lib/filter/remarks.ts';

it.each([
  [
    'method:GET OR method:POST',
    11,
    '`OR` is not an operator; it is searched for as text. To match one of several',
  ],
  ['a || b', 2, '`||` is not an operator; it is searched for as text. To match one of several'],
  ['a AND b', 2, '`AND` is not an operator; it is searched for as text. Terms always have to match together'],
  ['NOT a', 0, '`NOT` is not an operator; it is searched for as text. To exclude requests'],
])('a word that is an operator elsewhere is remarked on: %s', (text, start, words) => {
  const [remark, ...more] = remarksOn(text);
  expect(more).toEqual([]);
  expect(remark).toMatchObject({ start, message: expect.stringContaining(words) });
});

it.each(['"OR"', 'or', 'body:OR', '-OR', 'ORDER', 'toString', ''])('but not on %s', (text) => {
  expect(remarksOn(text)).toEqual([]);
});

it('and what a remark says to write can be read', () => {
  for (const { message } of remarksOn('OR AND NOT')) {
    const [, ...written] = [...message.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
    for (const filter of written.filter((code) => code !== '-' && !code.includes('/')))
      expect(readFilter(filter, 0).faults, filter).toEqual([]);
  }
});
