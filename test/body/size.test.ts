import fc from 'fast-check';
import { expect, test } from 'vitest';
import { humanSize } from '#lib/body/size.ts';

test.each([
  [0, '0 B'],
  [412, '412 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [7812, '7.8 KB'],
  [9949, '9.9 KB'],
  [9950, '10 KB'],
  [21_400, '21 KB'],
  [212_000, '212 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [1_200_000, '1.2 MB'],
  [26_214_400, '26 MB'],
  [3_000_000_000, '3.0 GB'],
])('writes %i bytes as %s', (bytes, size) => {
  expect(humanSize(bytes)).toBe(size);
});

test('stays within half of the last digit shown', () => {
  const units: Record<string, number> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 };
  fc.assert(
    fc.property(fc.maxSafeNat(), (bytes) => {
      const [, digits = '', unit = ''] = /^(\d+(?:\.\d)?) (\w+)$/.exec(humanSize(bytes)) ?? [];
      const step = (digits.includes('.') ? 0.1 : 1) * units[unit]!;
      expect(Math.abs(Number(digits) * units[unit]! - bytes)).toBeLessThanOrEqual(step / 2 + bytes * 1e-12);
    }),
  );
});
