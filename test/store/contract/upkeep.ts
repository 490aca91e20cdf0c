import { describe, expect, test } from 'vitest';
import { type NewDatabase, testStore } from './database.ts';

export function upkeepTests(newDatabase: NewDatabase): void {
  describe('upkeep', () => {
    const { store } = testStore(newDatabase);

    test('a lease has one holder at a time, who may renew it and give it back; after its time it is free', async () => {
      const take = (holder: string, now: number) =>
        store.takeLease({ name: 'work', holder, now, until: now + 100 });
      expect(await take('a', 0)).toBe(true);
      expect(await take('b', 50)).toBe(false);
      expect(await take('a', 90)).toBe(true);
      expect(await take('b', 150)).toBe(false);
      expect(await take('b', 190)).toBe(true);
      await store.releaseLease('work', 'a');
      expect(await take('a', 200)).toBe(false);
      await store.releaseLease('work', 'b');
      expect(await take('a', 200)).toBe(true);
    });

    test('an open store takes a write', async () => {
      await store.checkWritable();
    });
  });
}
