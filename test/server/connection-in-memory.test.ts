import { expect, test } from 'vitest';
import { connectionInMemory } from '#lib/server/connection-in-memory.ts';

test('what is written to one end is read from the other, also when the reader was slower than the writer', async () => {
  const [near, far] = connectionInMemory();
  const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(50_000, index));
  for (const piece of pieces) near.write(piece);
  near.end();
  const read: Buffer[] = [];
  for await (const piece of far) read.push(piece);
  expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
});

test('when one end is lost, so is the other', async () => {
  const [near, far] = connectionInMemory();
  const closed = new Promise((resolve) => far.once('close', resolve));
  near.destroy();
  await closed;
});
