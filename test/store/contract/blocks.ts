import { describe, expect, test } from 'vitest';
import { type NewDatabase, testStore } from './database.ts';

export function blockTests(newDatabase: NewDatabase): void {
  describe('blocks', () => {
    const { reopen, store } = testStore(newDatabase);

    test('a block is kept until it is removed; the same thing blocked again is one block', async () => {
      const range = {
        kind: 'range',
        value: '192.0.2.0/24',
        reason: 'Scans.',
        createdAt: 1,
        expiresAt: null,
      } as const;
      const first = await store.addBlock(range);
      const slug = await store.addBlock({
        kind: 'slug',
        value: 'x7k2',
        reason: null,
        createdAt: 2,
        expiresAt: 9,
      });
      const again = await store.addBlock({ ...range, reason: 'Still.', createdAt: 3, expiresAt: 5 });
      expect(again).toEqual({ ...range, id: first.id, reason: 'Still.', createdAt: 3, expiresAt: 5 });
      await reopen();
      expect(await store.listBlocks()).toEqual([slug, again]);
      expect([await store.removeBlock(slug.id), await store.removeBlock(slug.id)]).toEqual([true, false]);
      expect(await store.listBlocks()).toEqual([again]);
    });
  });
}
