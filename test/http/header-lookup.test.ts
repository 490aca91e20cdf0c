import { expect, it } from 'vitest';
import { all, first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';

const headers: Header[] = [
  ['X-A', '1'],
  ['x-a', ''],
  ['X-B', '2, 3'],
  ['X-a', '1'],
];

it('finds the first line of a name in any case', () => {
  expect(first(headers, 'x-A')).toBe('1');
  expect(first(headers, 'X-B')).toBe('2, 3');
});

it('tells an empty value from a missing header', () => {
  expect(first([['X-A', '']], 'x-a')).toBe('');
  expect(first(headers, 'x-c')).toBeNull();
});

it('gives every value in the order sent, duplicates and empty ones too, never joined', () => {
  expect(all(headers, 'X-A')).toEqual(['1', '', '1']);
  expect(all(headers, 'x-b')).toEqual(['2, 3']);
  expect(all(headers, 'x-c')).toEqual([]);
});
