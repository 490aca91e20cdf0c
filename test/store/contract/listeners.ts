import { describe, expect, test } from 'vitest';
import { Failure } from '#lib/model/errors.ts';
import type { Listener } from '#lib/model/listener.ts';
import { type NewDatabase, testStore } from './database.ts';

const listener = (name: string, facts: Partial<Listener> = {}): Listener => ({
  name,
  cursor: 0,
  instance: 'instance-1',
  url: 'http://localhost:3000',
  createdAt: 1000,
  seenAt: 2000,
  ...facts,
});

export function listenerTests(newDatabase: NewDatabase): void {
  describe('listeners', () => {
    const { addBin, reopen, store } = testStore(newDatabase);

    test('are added and changed by name, each given what is there, and are there after reopening', async () => {
      const { id } = await addBin();
      expect(await store.listener(id, 'laptop')).toBe(null);
      expect(await store.changeListener(id, 'b', () => listener('b'))).toEqual(listener('b'));
      const seen: unknown[] = [];
      await store.changeListener(id, 'a', (before, count) => {
        seen.push(before, count);
        return listener('a', { instance: null, url: null });
      });
      const moved = listener('b', { cursor: 41, seenAt: 3000 });
      await store.changeListener(id, 'b', (before) => {
        seen.push(before);
        return moved;
      });
      expect(seen).toEqual([null, 1, listener('b')]);
      await reopen();
      expect(await store.listListeners(id)).toEqual([listener('a', { instance: null, url: null }), moved]);
      expect(await store.listener(id, 'b')).toEqual(moved);
    });

    test('stay as they are when the change fails', async () => {
      const { id } = await addBin();
      await store.changeListener(id, 'a', () => listener('a'));
      const refused = store.changeListener(id, 'a', () => {
        throw new Failure('listener-taken', 'No.');
      });
      await expect(refused).rejects.toThrow('No.');
      expect(await store.listListeners(id)).toEqual([listener('a')]);
    });

    test('are removed by name and with their bin, and a bin that is gone has none', async () => {
      const { id } = await addBin();
      await store.changeListener(id, 'a', () => listener('a'));
      await store.changeListener(id, 'b', () => listener('b'));
      expect(await store.removeListener(id, 'a')).toBe(true);
      expect(await store.removeListener(id, 'a')).toBe(false);
      await store.removeBin(id);
      expect(await store.listListeners(id)).toEqual([]);
      expect(await store.changeListener(id, 'c', () => listener('c'))).toBe(null);
    });
  });
}
