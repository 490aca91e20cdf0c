import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForm } from '#lib/body/form.ts';
import { allRows } from '#lib/body/rows.ts';

const fieldsOf = (body: string) => allRows(readForm(new TextEncoder().encode(body)));

test('keeps the order, duplicates, and what was sent beside what it means', () => {
  expect(fieldsOf('b=1&a=x+y%21&b=&flag')).toEqual([
    { name: 'b', value: '1', rawName: 'b', rawValue: '1' },
    { name: 'a', value: 'x y!', rawName: 'a', rawValue: 'x+y%21' },
    { name: 'b', value: '', rawName: 'b', rawValue: '' },
    { name: 'flag', value: null, rawName: 'flag', rawValue: null },
  ]);
});

test.each([
  ['', 0],
  ['&', 0],
  ['&&a=1&&b=2&', 2],
  ['=', 1],
])('%j has %i fields', (body, count) => {
  expect(fieldsOf(body)).toHaveLength(count);
});

test('splits a value at its first equals sign only', () => {
  expect(fieldsOf('sig=YWI==')[0]).toMatchObject({ name: 'sig', value: 'YWI==' });
});

test('finds fields only as far as asked', () => {
  const reading = readForm(new TextEncoder().encode('a=1&'.repeat(100)));
  expect(reading.readUpTo(3)).toBe(3);
  expect(reading.done).toBe(false);
  expect(reading.readUpTo(1000)).toBe(100);
  expect(reading.done).toBe(true);
});

test('reads what URLSearchParams writes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
      (pairs) => {
        const read = fieldsOf(new URLSearchParams(pairs).toString()).map(({ name, value }) => [name, value]);
        expect(read).toEqual(pairs);
      },
    ),
  );
});

test('loses no byte, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (body) => {
      const sent = allRows(readForm(body)).map(({ rawName, rawValue }) =>
        rawValue === null ? rawName : `${rawName}=${rawValue}`,
      );
      const pieces = String.fromCharCode(...body).split('&');
      expect(sent).toEqual(pieces.filter((piece) => piece !== ''));
    }),
  );
});
