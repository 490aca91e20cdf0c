import { expect, test } from 'vitest';
import { FairQueue } from '#lib/workers/fair-queue.ts';

function queueOf(...entries: string[]): FairQueue<string> {
  const queue = new FairQueue<string>(100);
  for (const entry of entries) queue.add(entry[0]!, entry);
  return queue;
}

const taken = (queue: FairQueue<string>, may?: (asker: string) => boolean) => {
  const all: string[] = [];
  for (let next = queue.take(may); next !== null; next = queue.take(may)) all.push(next);
  return all;
};

test('askers take turns, each in the order they asked', () => {
  expect(taken(queueOf('a1', 'a2', 'a3', 'b1', 'c1', 'b2'))).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('an asker who may not be served keeps their place', () => {
  const queue = queueOf('a1', 'a2', 'b1');
  expect(taken(queue, (asker) => asker !== 'a')).toEqual(['b1']);
  expect(taken(queue)).toEqual(['a1', 'a2']);
});

test('what was taken back is not served', () => {
  const queue = queueOf('a1', 'a2', 'b1');
  queue.remove('a', 'a1');
  queue.remove('b', 'b1');
  expect(taken(queue)).toEqual(['a2']);
  expect(queue.isEmpty).toBe(true);
});

test('one asker may have no more than so many waiting, others are not concerned', () => {
  const queue = new FairQueue<number>(2);
  expect([queue.add('a', 1), queue.add('a', 2), queue.add('a', 3), queue.add('b', 4)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(queue.size).toBe(3);
});
