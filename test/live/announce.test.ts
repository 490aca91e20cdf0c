import { expect, test, vi } from 'vitest';
import { gatherCaptures } from '#lib/live/announce.ts';
import { received } from '../support/received.ts';

/** What is sent, and when: the clock is the test's. */
function gathering(watched = true) {
  const sent: { at: number; event: string; seqs: number[]; data: unknown[] }[] = [];
  const gathered = gatherCaptures(
    (message) => {
      const data = message.type === 'captures' ? message.captures : message.changes;
      sent.push({ at: Date.now(), event: message.type, seqs: data.map(({ seq }) => seq), data });
    },
    () => watched,
  );
  const capture = (seq: number, binId = 1) => gathered.captured(binId, received(), seq);
  const answer = (seq: number) => gathered.changed(1, { seq, reply: { status: 200, ms: 1, complete: true } });
  return { sent, gathered, capture, answer };
}

test('the first capture goes out at once; those within 33 ms after it go out together', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, capture } = gathering();
  for (const seq of [1, 2, 3]) capture(seq);
  expect(sent.map(({ seqs }) => seqs)).toEqual([[1]]);
  vi.advanceTimersByTime(32);
  capture(4);
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sent.map(({ at, seqs }) => [at, seqs])).toEqual([
    [0, [1]],
    [33, [2, 3, 4]],
  ]);
  vi.useRealTimers();
});

test('after a quiet interval the next capture goes out at once again', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, capture } = gathering();
  capture(1);
  vi.advanceTimersByTime(70);
  expect(vi.getTimerCount()).toBe(0);
  capture(2);
  expect(sent.map(({ at, seqs }) => [at, seqs])).toEqual([
    [0, [1]],
    [70, [2]],
  ]);
  vi.useRealTimers();
});

test('a capture answered before it went out carries its answer; one answered later is told as changed', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, capture, answer } = gathering();
  capture(1);
  capture(2);
  answer(1);
  answer(2);
  vi.advanceTimersByTime(40);
  expect(sent.map(({ event, seqs }) => [event, seqs])).toEqual([
    ['captures', [1]],
    ['captures', [2]],
    ['changed', [1]],
  ]);
  expect(sent[1]?.data[0]).toMatchObject({ seq: 2, reply: { status: 200 } });
  vi.useRealTimers();
});

test('several changes of one capture are told as one', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, gathered, capture, answer } = gathering();
  capture(1);
  gathered.changed(1, { seq: 1, pinned: true });
  answer(1);
  gathered.changed(1, { seq: 1, note: 'x', pinned: false });
  vi.advanceTimersByTime(40);
  expect(sent[1]?.data).toEqual([
    { seq: 1, pinned: false, note: 'x', reply: { status: 200, ms: 1, complete: true } },
  ]);
  vi.useRealTimers();
});

test('bins do not wait for each other', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, capture } = gathering();
  capture(1, 1);
  capture(1, 2);
  expect(sent).toHaveLength(2);
  vi.useRealTimers();
});

test('flushing sends what waits, and stopping sends it and leaves no timer', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, gathered, capture } = gathering();
  gathered.flush(1);
  capture(1);
  capture(2);
  gathered.flush(1);
  expect(sent.map(({ seqs }) => seqs)).toEqual([[1], [2]]);
  capture(3);
  gathered.stop();
  expect(sent.map(({ seqs }) => seqs)).toEqual([[1], [2], [3]]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('a bin nobody watches costs nothing', () => {
  vi.useFakeTimers({ now: 0 });
  const { sent, capture, answer } = gathering(false);
  capture(1);
  answer(1);
  vi.advanceTimersByTime(100);
  expect([sent, vi.getTimerCount()]).toEqual([[], 0]);
  vi.useRealTimers();
});
