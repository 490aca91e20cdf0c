import { expect, test } from 'vitest';
import { readJson } from '#lib/body/json/read-json.ts';
import { processorTime } from '../support/processor-clock.ts';

/** Bounds are several times what a slow machine needs: they catch work that grows faster than its input. */
function readWhole(text: string) {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading;
}

const member =
  '{"id":12345678901234567890,"name":"Hello-World","private":false,"tags":["a","b"],"score":1.25},';

test('reads 5 MB within a second', () => {
  const text = `[${member.repeat(5_000_000 / member.length)}{}]`;
  expect(processorTime(() => expect(readWhole(text).error).toBeNull())).toBeLessThan(1000);
});

test('shows the first lines of 25 MB at once', () => {
  const text = `[${member.repeat(25_000_000 / member.length)}{}]`;
  const first = () => {
    const reading = readJson(text);
    reading.readUpTo(1000);
    for (let index = 0; index < 1000; index++) reading.row(index);
  };
  expect(processorTime(first)).toBeLessThan(200);
});

test.each([
  ['arrays 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 199_999],
  ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 200_001],
  [
    '100,000 names in one object',
    `{${Array.from({ length: 100_000 }, (_, i) => `"n${i}":0`).join()}}`,
    100_002,
  ],
])('reads %s', (_what, text, count) => {
  expect(processorTime(() => expect(readWhole(text)).toMatchObject({ count, error: null }))).toBeLessThan(
    2000,
  );
});

test.each([
  ['white space', ' '.repeat(2_000_000)],
  ['digits', `${'1'.repeat(2_000_000)}e`],
  ['a string', `"${'\\"'.repeat(1_000_000)}`],
  ['carriage returns', `x${'\r'.repeat(200_000)}`],
  ['brackets left open', '[{"":'.repeat(200_000)],
])('finds the fault after much of the same: %s', (_what, text) => {
  expect(processorTime(() => expect(readWhole(text).error).not.toBeNull())).toBeLessThan(2000);
});

test('makes a row of a very long token in time that grows with it', () => {
  const reading = readWhole(`[${'1'.repeat(1_000_000)}.${'0'.repeat(1_000_000)}]`);
  expect(processorTime(() => expect(reading.row(1).notes).toHaveLength(1))).toBeLessThan(1000);
});
