import { expect, test } from 'vitest';
import { microsNow } from '#lib/wire/clock.ts';

test('time is whole microseconds of the wall clock', () => {
  const before = Date.now();
  const now = microsNow();
  const after = Date.now();
  expect(Number.isSafeInteger(now)).toBe(true);
  expect(now / 1000).toBeGreaterThan(before - 50);
  expect(now / 1000).toBeLessThan(after + 50);
});

test('no two calls get the same time, however quickly they follow, and none an earlier one', () => {
  const times = Array.from({ length: 20_000 }, () => microsNow());
  for (let index = 1; index < times.length; index += 1) expect(times[index]! > times[index - 1]!).toBe(true);
});
