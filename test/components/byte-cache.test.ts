import { expect, test } from 'vitest';
import { createByteCache } from '#components/inspector/context/byte-cache.ts';

test('the oldest go when there are too many bytes, and never the newest', () => {
  const values = createByteCache<string>(5, (value) => value.length);
  values.keep('a', '11');
  values.keep('b', '222');
  expect(values.get('a')).toBe('11');
  values.keep('c', '3');
  expect([values.get('a'), values.get('b'), values.get('c')]).toEqual([undefined, '222', '3']);
  values.keep('long', '4444444');
  expect([values.get('b'), values.get('c'), values.get('long')]).toEqual([undefined, undefined, '4444444']);
});

test('what is kept again counts once', () => {
  const values = createByteCache<string>(5, (value) => value.length);
  for (let time = 0; time < 10; time++) values.keep('a', '123');
  values.keep('b', '45');
  expect([values.get('a'), values.get('b')]).toEqual(['123', '45']);
});
