import { describe, expect, test } from 'vitest';
import type { Bin } from '#lib/model/bin.ts';
import type { BinUseOrder, BinUsePage } from '#lib/model/bin-use.ts';
import { type NewDatabase, testStore } from './database.ts';

export function usageTests(newDatabase: NewDatabase): void {
  describe('usage', () => {
    const { addBin, addMany, reopen, store } = testStore(newDatabase);

    test('refusals are added for many bins at once, and survive', async () => {
      const [one, other] = [await addBin('one'), await addBin('other')];
      expect(
        await store.addRejections(
          new Map([
            [one.id, 3],
            [other.id, 1],
          ]),
        ),
      ).toEqual(
        new Map([
          [one.id, 3],
          [other.id, 1],
        ]),
      );
      expect(
        await store.addRejections(
          new Map([
            [one.id, 2],
            [4711, 9],
          ]),
        ),
      ).toEqual(new Map([[one.id, 5]]));
      await reopen();
      expect([
        await store.readRejections(one.id),
        await store.readRejections(other.id),
        await store.readRejections(4711),
      ]).toEqual([5, 1, 0]);
    });

    test('bins are listed by what they take, each once over all pages, deleted ones not', async () => {
      const bins: Bin[] = [];
      for (let index = 0; index < 7; index += 1) bins.push(await addBin(`bin-${index}`));
      for (const [index, { id }] of bins.entries()) await addMany(id, index % 3);
      await store.deleteBin(bins[6]!.id, 2000);
      const walk = async (order: BinUseOrder, slug?: string) => {
        const found: string[] = [];
        let after: BinUsePage['next'] = null;
        do {
          const page: BinUsePage = await store.listBinUses({ order, slug, after, limit: 2 });
          found.push(...page.bins.map((bin) => bin.slug.slice(-1)));
          after = page.next;
        } while (after);
        return found.join('');
      };
      expect(await walk({ by: 'received', descending: true })).toBe('524130');
      expect(await walk({ by: 'size', descending: false })).toBe('031425');
      expect(await walk({ by: 'slug', descending: false })).toBe('012345');
      expect(await walk({ by: 'created', descending: true })).toBe('543210');
      expect(await walk({ by: 'slug', descending: false }, 'bin-3')).toBe('3');
      const [five] = await store.findBinUses([bins[5]!.id, bins[6]!.id]);
      expect(five).toMatchObject({ slug: 'bin-5', received: 2, refused: 0, bytes: expect.any(Number) });
      expect((await store.size()).bytes).toBeGreaterThan(4096);
    });
  });
}
