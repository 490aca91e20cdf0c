import { describe, expect, test } from 'vitest';
import { received } from '../../support/received.ts';
import { type NewDatabase, testStore } from './database.ts';

export function bodyTests(newDatabase: NewDatabase): void {
  describe('long bodies', () => {
    const { addBin, addMany, store } = testStore(newDatabase);

    /** In how many steps all unused bodies are removed. */
    const removeAllUnused = async (): Promise<number> => {
      let steps = 0;
      while (await store.removeUnusedBodies()) steps += 1;
      return steps;
    };

    test('a bin with many captures and long bodies is removed, and nothing of it is left', async () => {
      const { id } = await addBin('aaa');
      const long = await store.openLongBody(Date.now());
      await long.append(new Uint8Array(300_000));
      await addMany(id, 600);
      await addMany(id, 1, { longBodyId: long.id, bodyStored: 300_000 });
      await store.renameBin(id, 'bbb', 1);
      expect(await store.removeBin(id)).toBe(true);
      expect(await removeAllUnused()).toBeGreaterThan(0);
      expect([await store.findBin('aaa'), await store.findBin('bbb')]).toEqual([null, null]);
      expect(await addBin('aaa')).toMatchObject({ slug: 'aaa' });
    });

    test('who asked is told of long bodies that are nobody’s any more, and they are swept in steps', async () => {
      let told = 0;
      store.onUnusedBodies(() => {
        told += 1;
      });
      const { id } = await addBin('aaa', { capacity: 2 });
      const addLong = async () => {
        const long = await store.openLongBody(Date.now());
        for (let piece = 0; piece < 40; piece += 1) await long.append(new Uint8Array(1000));
        await store.addCapture(id, received({ longBodyId: long.id, bodyStored: 40_000 }));
      };
      for (let count = 0; count < 3; count += 1) await addLong();
      expect([told, await removeAllUnused()]).toEqual([0, 0]);
      await store.evictOldest(id);
      expect(told).toBe(1);
      expect(await removeAllUnused()).toBeGreaterThan(2);
      await store.removeCapture(id, 2);
      expect(told).toBe(2);
      await store.discardLongBody((await store.openLongBody(Date.now())).id);
      expect(told).toBe(3);
      expect(await removeAllUnused()).toBeGreaterThan(3);
      expect((await store.capture(id, 3))?.body).toHaveLength(40_000);
      await store.removeBin(id);
      expect(told).toBe(4);
      expect(await removeAllUnused()).toBeGreaterThan(2);
    });
  });
}
