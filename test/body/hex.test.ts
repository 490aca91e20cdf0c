import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexRow, hexRowCount } from '#lib/body/hex.ts';

test('shows sixteen bytes with their offset, their digits and their printable characters', () => {
  const body = new TextEncoder().encode('0123456789abcdef{"ü":~}\x7f\0');
  expect(hexRow(body, 1)).toEqual({
    offset: '00000010',
    pairs: ['7b', '22', 'c3', 'bc', '22', '3a', '7e', '7d', '7f', '00'],
    ascii: '{"..":~}..',
  });
});

test.each([
  [0, 0],
  [1, 1],
  [16, 1],
  [17, 2],
])('a body of %i bytes has %i rows', (length, rows) => {
  expect(hexRowCount(new Uint8Array(length))).toBe(rows);
});

test('the rows hold every byte, in order', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (body) => {
      const rows = Array.from({ length: hexRowCount(body) }, (_, index) => hexRow(body, index));
      expect(rows.flatMap((row) => row.pairs.map((pair) => Number.parseInt(pair, 16)))).toEqual([...body]);
      expect(rows.map((row) => Number.parseInt(row.offset, 16))).toEqual(rows.map((_, index) => index * 16));
    }),
  );
});
