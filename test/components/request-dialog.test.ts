import { expect, test } from 'vitest';
import { comparisonOf, maxForTypes, typesOf } from '#components/inspector/opened/request-dialog.ts';

const picked = (...seqs: number[]) => new Set(seqs);

test('two that are picked are compared, the older before the newer, whichever was picked first', () => {
  const wanted = { is: 'compare', of: 12, other: 9 };
  expect(comparisonOf(picked(9, 12), 20)).toEqual(wanted);
  expect(comparisonOf(picked(12, 9), 20)).toEqual(wanted);
});

test('one that is picked, or else the one shown, is compared with the one before it of its kind', () => {
  expect(comparisonOf(picked(9), 20)).toEqual({ is: 'compare', of: 9, other: null });
  expect(comparisonOf(picked(), 20)).toEqual({ is: 'compare', of: 20, other: null });
  expect(comparisonOf(picked(), null)).toBeNull();
});

test('three are no pair', () => {
  expect(comparisonOf(picked(1, 2, 3), 20)).toBeNull();
});

test('types are made of exactly those that are picked, or of those like the one shown', () => {
  expect(typesOf(picked(3, 11, 7), 20)).toEqual({ is: 'types', of: 11, seqs: [3, 11, 7] });
  expect(typesOf(picked(), 20)).toEqual({ is: 'types', of: 20, seqs: null });
  expect(typesOf(picked(), null)).toBeNull();
});

test('more than can be fetched one by one are not read', () => {
  const many = Array.from({ length: maxForTypes + 1 }, (_, index) => index + 1);
  expect(typesOf(picked(...many), 20)).toBeNull();
  expect(typesOf(picked(...many.slice(1)), 20)).not.toBeNull();
});
