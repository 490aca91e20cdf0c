import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRejections } from '#lib/server/connections/rejections.ts';
import { zeroCounts } from '#lib/server/counts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rejecting() {
  const counts = zeroCounts();
  const lines: Record<string, unknown>[] = [];
  const warn = (facts: Record<string, unknown>, words: string) => void lines.push({ ...facts, words });
  return { counts, lines, reject: openRejections(counts, { warn } as never) };
}

test('a flood is a line at once and one every five seconds, with the address most of it comes from', () => {
  const { counts, lines, reject } = rejecting();
  for (let index = 0; index < 1000; index++) reject('full', index % 10 ? '192.0.2.1' : '192.0.2.2');
  expect(lines).toEqual([expect.objectContaining({ reason: 'full', connections: 1, address: '192.0.2.2' })]);
  vi.advanceTimersByTime(5000);
  expect(lines[1]).toMatchObject({ connections: 999, address: '192.0.2.1', ofThisAddress: 900 });
  reject('full', '192.0.2.3');
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(5000);
  expect(lines[2]).toMatchObject({ connections: 1, address: '192.0.2.3' });
  expect(counts.connectionsRejected.full).toBe(1001);
});

test('after a quiet while the next one is said at once again, and other kinds always are', () => {
  const { lines, reject } = rejecting();
  reject('full', '192.0.2.1');
  reject('http2-resets', '192.0.2.1');
  expect(lines.map(({ reason }) => reason)).toEqual(['full', 'http2-resets']);
  vi.advanceTimersByTime(20_000);
  expect(lines).toHaveLength(2);
  reject('full', '192.0.2.1');
  expect(lines).toHaveLength(3);
});
