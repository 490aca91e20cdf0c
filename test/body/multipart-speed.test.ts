import { expect, test } from 'vitest';
import { readMultipart } from '#lib/body/multipart/multipart.ts';
import { allRows } from '#lib/body/rows.ts';
import { processorClock } from '../support/processor-clock.ts';

const size = 5_000_000;

/** Bounds are several times what a slow machine needs: they catch work that grows faster than its input. */
function readingTime(body: Uint8Array, boundary: string): number {
  const start = processorClock();
  allRows(readMultipart(body, { essence: 'multipart/mixed', parameters: new Map([['boundary', boundary]]) }));
  return processorClock() - start;
}

function filled(piece: string): Uint8Array {
  return new TextEncoder().encode(piece.repeat(Math.ceil(size / piece.length)));
}

test.each([
  ['line feeds', '\n', 'x'],
  ['hyphens', '-', '-'.repeat(70)],
  ['a boundary missed by its last character', `\n--${'a'.repeat(69)}c`, `${'a'.repeat(69)}b`],
  ['a boundary as long as a header may be', `\n--${'a'.repeat(60_000)}c`, `${'a'.repeat(60_000)}b`],
  ['lines that go on after the boundary', `\n--x${' '.repeat(1000)}y`, 'x'],
  ['boundaries', '--x\r\n', 'x'],
  ['parts', '--x\r\na:b\r\n\r\nc\r\n', 'x'],
])('5 MB of %s are read in a moment', (_what, piece, boundary) => {
  expect(readingTime(filled(piece), boundary)).toBeLessThan(5000);
});

test('a first part is shown before the rest has been read', () => {
  const body = filled('--x\r\na:b\r\n\r\nc\r\n');
  const reading = readMultipart(body, null);
  reading.readUpTo(1);
  expect(reading).toMatchObject({ count: 1, done: false });
});

test('headers of 5 MB cost no more than what is listed of them', () => {
  const body = filled('a: b\r\n');
  body.set(new TextEncoder().encode('--x\r\n'));
  expect(readingTime(body, 'x')).toBeLessThan(5000);
});
