import { describe, expect, test } from 'vitest';
import { received } from '../../support/received.ts';
import { type NewDatabase, testStore } from './database.ts';
import { bytesOf } from './sizes.ts';

export function evictionTests(newDatabase: NewDatabase): void {
  describe('eviction', () => {
    const { addBin, addMany, pin, reopen, evictAll, seqsOf, store } = testStore(newDatabase);

    test('a full bin drops its oldest, never a pinned one, and says how many', async () => {
      const { id } = await addBin('aaa', { capacity: 10 });
      await addMany(id, 5);
      await pin(id, 2);
      await addMany(id, 20);
      expect(await evictAll(id)).toEqual([1, ...range(3, 15)]);
      expect(await seqsOf(id)).toEqual([2, ...range(16, 25)]);
      expect(await store.counts(id)).toEqual({ head: 25, total: 11 });
      expect(await store.binNumbers(id)).toMatchObject({ kept: 11, pinned: 1, rotatedOut: 14 });
      expect(await store.evictOldest(id)).toBeNull();
    });

    test('who asked is told of a bin that has come to more than it may keep, and of no other', async () => {
      const told: number[] = [];
      store.onBinFull((binId) => told.push(binId));
      const full = await addBin('full', { capacity: 2 });
      const roomy = await addBin('roomy', { capacity: 200 });
      await addMany(full.id, 2);
      await addMany(roomy.id, 20);
      expect(told).toEqual([]);
      await addMany(full.id, 1);
      expect(told).toEqual([full.id]);
      await store.changeBin(roomy.id, { capacity: 5 });
      expect(told).toEqual([full.id, roomy.id]);
    });

    test('bytes are limited too, headers and target included; the newest stays whatever its size', async () => {
      const body = new Uint8Array(1000);
      const size = bytesOf({ ...received(), bodyStored: 1000, note: null });
      const { id } = await addBin('aaa', { maxBytes: 3 * size });
      await addMany(id, 5, { body, bodyStored: 1000 });
      expect(await evictAll(id)).toEqual([1, 2]);
      expect(await store.binNumbers(id)).toMatchObject({ kept: 3, keptBytes: 3 * size });
      await addMany(id, 1, { body: new Uint8Array(5000), bodyStored: 5000 });
      expect(await evictAll(id)).toEqual([3, 4, 5]);
      expect(await seqsOf(id)).toEqual([6]);
    });

    test('an unpinned capture is as old as it is: it may be the next to go', async () => {
      const { id } = await addBin('aaa', { capacity: 3 });
      await addMany(id, 1);
      await pin(id, 1);
      await addMany(id, 10);
      await evictAll(id);
      expect(await seqsOf(id)).toEqual([1, 9, 10, 11]);
      await pin(id, 1, false);
      expect(await evictAll(id)).toEqual([1]);
    });

    test('a bin that has chosen nothing follows the instance, and none gets beyond the ceiling', async () => {
      await addBin('plain');
      await addBin('greedy', { capacity: 1_000_000, maxBytes: 2 ** 40, expiresAfter: null });
      await reopen({
        limits: {
          usual: { capacity: 7, maxBytes: 700, expiresAfter: 7000 },
          ceiling: { capacity: 100, maxBytes: 1000, expiresAfter: 9000 },
        },
      });
      expect(await store.findBin('plain')).toMatchObject({
        capacity: 7,
        maxBytes: 700,
        expiresAfter: 7000,
      });
      const greedy = await store.findBin('greedy');
      expect(greedy).toMatchObject({ capacity: 100, maxBytes: 1000, expiresAfter: 9000 });
    });
  });
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
