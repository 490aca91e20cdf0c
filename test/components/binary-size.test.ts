import { expect, test } from 'vitest';
import { binarySize } from '#components/bin/binary-size.ts';

test('a size in powers of 1024 has one decimal below ten of a unit, unless it is whole', () => {
  const sizes = [0, 412, 1023, 1024, 7800, 20_000, 2 ** 20 - 1, 512 * 2 ** 20, 2 ** 30, 1.5 * 2 ** 30];
  expect(sizes.map(binarySize)).toEqual([
    '0 B',
    '412 B',
    '1023 B',
    '1 KiB',
    '7.6 KiB',
    '20 KiB',
    '1.0 MiB',
    '512 MiB',
    '1 GiB',
    '1.5 GiB',
  ]);
});
