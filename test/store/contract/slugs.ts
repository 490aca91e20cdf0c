import { describe, expect, test } from 'vitest';
import { type NewDatabase, testStore } from './database.ts';

export function slugTests(newDatabase: NewDatabase): void {
  describe('slugs', () => {
    const { addBin, addMany, open, store } = testStore(newDatabase);

    test('a renamed bin is found by its old slug too, until that is dropped', async () => {
      const { id } = await addBin('old');
      await store.findBin('new');
      expect((await store.renameBin(id, 'new', 5000))?.slug).toBe('new');
      expect(await store.findBin('new')).toMatchObject({ id, slug: 'new' });
      expect(await store.findBin('old')).toMatchObject({ id, slug: 'new' });
      expect(await store.listAliases(id)).toEqual([{ slug: 'old', createdAt: 5000 }]);
      await store.removeAliases(4999);
      expect(await store.findBin('old')).toMatchObject({ id });
      await store.removeAliases(5000);
      expect(await store.findBin('old')).toBeNull();
      expect((await addBin('old')).slug).toBe('old');
    });

    test('who asked is told of the slugs of bins that were changed, and another store forgets them when told', async () => {
      const { id } = await addBin('old');
      const other = await open();
      try {
        await other.findBin('old');
        const changed: string[] = [];
        store.onBinsChanged((slugs) => {
          changed.push(...slugs);
          other.forgetBins(slugs);
        });
        other.onBinsChanged(() => changed.push('told by the other'));
        await store.changeBin(id, { name: 'A name' });
        expect(changed).toEqual(['old']);
        expect(await other.findBin('old')).toMatchObject({ name: 'A name' });
        await store.renameBin(id, 'new', 1);
        expect(changed).toContain('new');
        expect(await other.findBin('old')).toMatchObject({ slug: 'new' });
        await store.deleteBin(id, 1);
        expect(await other.findBin('new')).toBeNull();
        expect(changed).not.toContain('told by the other');
      } finally {
        await other.close();
      }
    });

    test('where bins stand is read for those that exist, deleted ones included', async () => {
      const [one, two] = [await addBin('one'), await addBin('two')];
      await addMany(one.id, 3);
      await store.removeCapture(one.id, 2);
      await store.deleteBin(two.id, 1);
      expect(await store.binStates([one.id, two.id, 999_999])).toEqual(
        new Map([
          [one.id, { slug: 'one', head: 3, total: 2, isDeleted: false }],
          [two.id, { slug: 'two', head: 0, total: 0, isDeleted: true }],
        ]),
      );
    });

    test('a slug is taken while a bin has it, had it, or is deleted', async () => {
      const one = await addBin('one');
      const two = await addBin('two');
      const gone = await addBin('gone');
      await store.renameBin(one.id, 'uno', 1);
      await store.deleteBin(gone.id, 1);
      for (const slug of ['uno', 'one', 'gone']) {
        await expect(addBin(slug)).rejects.toMatchObject({ code: 'slug-taken' });
        await expect(store.renameBin(two.id, slug, 2)).rejects.toMatchObject({ code: 'slug-taken' });
      }
      expect((await store.findBin('two'))?.id).toBe(two.id);
    });

    test('a bin may go back to a slug it had', async () => {
      const { id } = await addBin('old');
      await store.renameBin(id, 'new', 1);
      expect((await store.renameBin(id, 'old', 2))?.slug).toBe('old');
      expect((await store.listAliases(id)).map(({ slug }) => slug)).toEqual(['new']);
      expect(await store.findBin('new')).toMatchObject({ id, slug: 'old' });
    });

    test('of ten who ask for a slug together, new bins and renamed ones, one gets it', async () => {
      const bins = await Promise.all(['aaa', 'bbb', 'ccc', 'ddd', 'eee'].map((slug) => addBin(slug)));
      const asking = bins.flatMap(({ id }) => [store.renameBin(id, 'best', 1), addBin('best')]);
      const results = await Promise.allSettled(asking);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.findBin('best')).not.toBeNull();
    });

    test('the last five names of a bin lead to it: nobody gathers names', async () => {
      const { id } = await addBin('name-0');
      for (let turn = 1; turn <= 8; turn += 1) await store.renameBin(id, `name-${turn}`, turn);
      expect((await store.listAliases(id)).map(({ slug }) => slug)).toEqual(
        [7, 6, 5, 4, 3].map((n) => `name-${n}`),
      );
      expect(await store.findBin('name-0')).toBeNull();
      expect((await addBin('name-0')).slug).toBe('name-0');
    });
  });
}
