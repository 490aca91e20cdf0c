import { describe, expect, test } from 'vitest';
import { usualLimits } from '#lib/model/bin-limits.ts';
import { received } from '../../support/received.ts';
import { keyHash, type NewDatabase, testStore } from './database.ts';

export function binTests(newDatabase: NewDatabase): void {
  describe('bins', () => {
    const { addBin, addMany, reopen, evictAll, store } = testStore(newDatabase);

    test('a bin is found by its slug as it was added, also after reopening', async () => {
      const bin = await addBin('x7k2', { name: 'Orders' });
      expect(bin).toEqual({
        id: expect.any(Number),
        slug: 'x7k2',
        name: 'Orders',
        description: null,
        createdAt: 1000,
        ...usualLimits.usual,
        frozen: false,
        deletedAt: null,
      });
      expect(await store.findBin('x7k2')).toEqual({
        ...bin,
        reply: null,
        secrets: [],
        schemas: [],
        responders: [],
      });
      await reopen();
      expect(await store.findBin('x7k2')).toEqual({
        ...bin,
        reply: null,
        secrets: [],
        schemas: [],
        responders: [],
      });
    });

    test('there is no bin of a slug nobody added, until somebody adds it', async () => {
      expect(await store.findBin('x7k2')).toBeNull();
      const bin = await addBin('x7k2');
      expect(await store.findBin('x7k2')).toEqual({
        ...bin,
        reply: null,
        secrets: [],
        schemas: [],
        responders: [],
      });
    });

    test('a slug is given once: of ten who ask together one gets it, the others fail with slug-taken', async () => {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => addBin('x7k2')));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'slug-taken' });
      }
    });

    test('a bin that could not be added leaves no link behind', async () => {
      const bin = await addBin('x7k2');
      const taken = { slug: 'x7k2', name: null, ownerKeyHash: keyHash('second'), now: 1 };
      await expect(store.addBin(taken)).rejects.toMatchObject({ code: 'slug-taken' });
      expect(await store.findLink(keyHash('second'))).toBeNull();
      expect(await store.listLinks(bin.id)).toHaveLength(1);
    });

    test('a changed name is seen at once, and null takes it away', async () => {
      const { id } = await addBin('x7k2', { name: 'Orders' });
      await store.findBin('x7k2');
      expect((await store.changeBin(id, { name: 'Refunds' }))?.name).toBe('Refunds');
      expect((await store.findBin('x7k2'))?.name).toBe('Refunds');
      expect((await store.changeBin(id, { name: null }))?.name).toBeNull();
    });

    test('a change that says nothing changes nothing', async () => {
      const { id } = await addBin('x7k2', { name: 'Orders' });
      expect((await store.changeBin(id, {}))?.name).toBe('Orders');
    });

    test('changing or removing a bin that is not there answers null and false', async () => {
      expect(await store.changeBin(4711, { name: 'x' })).toBeNull();
      expect(await store.removeBin(4711)).toBe(false);
    });

    test('a removed bin is gone at once, with its captures and links, and its slug is free', async () => {
      const { id } = await addBin('x7k2');
      await store.findBin('x7k2');
      await addMany(id, 3);
      expect(await store.removeBin(id)).toBe(true);
      expect(await store.findBin('x7k2')).toBeNull();
      expect(await store.capture(id, 1)).toBeNull();
      expect(await store.findLink(keyHash('owner of x7k2'))).toBeNull();
      expect(await store.addCapture(id, received())).toBeNull();
      expect(await store.removeBin(id)).toBe(false);

      const next = await addBin('x7k2');
      expect(next.id).not.toBe(id);
      expect(await store.addCapture(next.id, received())).toBe(1);
    });

    test('what is said is kept, and what is not said stays', async () => {
      const { id } = await addBin('aaa', { description: 'Orders of the shop', expiresAfter: null });
      const changed = await store.changeBin(id, { capacity: 5, frozen: true });
      const expected = {
        description: 'Orders of the shop',
        expiresAfter: null,
        capacity: 5,
        frozen: true,
      };
      expect(changed).toMatchObject(expected);
      expect(await store.findBin('aaa')).toMatchObject(expected);
    });

    test('a clone takes over the settings, but neither name nor captures nor counts', async () => {
      const { id } = await addBin('aaa', {
        name: 'Orders',
        description: 'Shop',
        capacity: 5,
        frozen: true,
      });
      await addMany(id, 9);
      await evictAll(id);
      const clone = await store.addBin({
        slug: 'bbb',
        ownerKeyHash: keyHash('clone'),
        now: 2000,
        cloneOf: id,
      });
      expect(clone).toMatchObject({
        slug: 'bbb',
        name: null,
        description: 'Shop',
        capacity: 5,
        frozen: true,
      });
      expect(clone.createdAt).toBe(2000);
      expect(await store.counts(clone.id)).toEqual({ head: 0, total: 0 });
      expect(await store.binNumbers(clone.id)).toMatchObject({
        kept: 0,
        rotatedOut: 0,
        lastRequestAt: null,
      });
    });

    test('the last request and the last visit are noted', async () => {
      const { id } = await addBin('aaa');
      expect(await store.binNumbers(id)).toMatchObject({ lastRequestAt: null, lastVisitAt: null });
      await addMany(id, 1, { receivedAt: 5_000_000 });
      await addMany(id, 1, { receivedAt: 4_000_000 });
      const [owner] = await store.listLinks(id);
      await store.touchLink(owner!.id, 9000);
      expect(await store.binNumbers(id)).toMatchObject({ lastRequestAt: 5000, lastVisitAt: 9000 });
    });

    test('a deleted bin takes nothing and is not found, and restored it has what it had', async () => {
      const { id } = await addBin('aaa');
      await addMany(id, 3);
      expect(await store.deleteBin(id, 5000)).toBe(true);
      expect(await store.deleteBin(id, 6000)).toBe(false);
      expect(await store.findBin('aaa')).toBeNull();
      expect(await store.addCapture(id, received())).toBeNull();
      const [owner] = await store.listLinks(id);
      expect(owner?.role).toBe('owner');
      expect(await store.restoreBin(id)).toMatchObject({ slug: 'aaa', deletedAt: null });
      expect(await store.findBin('aaa')).toMatchObject({ id });
      expect(await store.addCapture(id, received())).toBe(4);
    });

    test('bins are walked in order, deleted ones included', async () => {
      const bins = await Promise.all(['aaa', 'bbb', 'ccc'].map((slug) => addBin(slug)));
      await store.deleteBin(bins[1]!.id, 77);
      const first = await store.listBins(0, 2);
      const rest = await store.listBins(first.at(-1)!.bin.id, 2);
      const found = [...first, ...rest].map(({ bin }) => [bin.slug, bin.deletedAt]);
      expect(found.sort()).toEqual([
        ['aaa', null],
        ['bbb', 77],
        ['ccc', null],
      ]);
      expect(await store.listBins(rest.at(-1)!.bin.id, 2)).toEqual([]);
    });
  });
}
