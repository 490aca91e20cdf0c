import { expect, test } from 'vitest';
import { atTimeWords, datedClockWords } from '#components/frame/time-words.ts';

test('a time of day has its date unless it is of today', () => {
  const at = new Date(2026, 10, 23, 8, 41, 12, 304);
  const clock = datedClockWords(at.toISOString(), new Date(2026, 10, 23, 23, 59).getTime());
  expect(clock).toBe('08:41:12.304');
  const dated = datedClockWords(at.toISOString(), new Date(2026, 10, 24, 0, 1).getTime());
  expect(dated).toBe('23 Nov, 08:41:12');
});

test('a moment in a sentence has its date, with the year, unless it is of today', () => {
  const at = new Date(2025, 10, 23, 8, 41, 12).getTime();
  expect(atTimeWords(at, new Date(2025, 10, 23, 23, 59).getTime())).toBe('at 08:41:12');
  expect(atTimeWords(at, new Date(2026, 10, 23, 8, 41).getTime())).toBe('on 23 Nov 2025 at 08:41');
});
