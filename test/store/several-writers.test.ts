import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { missingPostgres, postgresForEachTest } from '../support/postgres.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';
import { allOf, oneTo, runs } from './contract/database.ts';

const step = fc.record({
  writer: fc.nat({ max: 1 }),
  does: fc.constantFrom('add', 'add', 'add', 'respond', 'evict', 'remove', 'pin', 'rename'),
  bin: fc.nat({ max: 1 }),
  count: fc.integer({ min: 1, max: 30 }),
});

describe.skipIf((await missingPostgres()) !== null)('several processes on one PostgreSQL database', () => {
  const database = postgresForEachTest();

  async function withTwoStores<T>(work: (stores: readonly [Store, Store]) => Promise<T>): Promise<T> {
    const { url, remove } = await database();
    const stores = [await openStore(url, root), await openStore(url, root)] as const;
    try {
      return await work(stores);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await remove();
    }
  }

  let slugs = 0;
  const addBin = (store: Store, capacity?: number) => {
    slugs += 1;
    return store.addBin({
      slug: `writers-${slugs}`,
      ownerKeyHash: Buffer.from(`owner ${slugs}`.padEnd(32)),
      now: 1,
      ...(capacity !== undefined && { capacity }),
    });
  };

  test('seqs have no gaps and follow the order of commits, whatever else the processes do', async () => {
    await withTwoStores(async (stores) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
          const bins = [await addBin(stores[0], 40), await addBin(stores[0])];
          const given = new Map<number, number[]>(bins.map(({ id }) => [id, []]));
          await Promise.all(
            steps.map(async ({ writer, does, bin: which, count }) => {
              const [store, { id }] = [stores[writer]!, bins[which]!];
              if (does === 'add')
                await Promise.all(
                  oneTo(count).map(async () => {
                    const seq = (await store.addCapture(id, received()))!;
                    given.get(id)!.push(seq);
                    store.recordResponse(id, seq, { status: 200 + (seq % 3), micros: 1, complete: true });
                  }),
                );
              else if (does === 'respond')
                for (const seq of oneTo(count))
                  store.correctResponse(id, seq, { status: 500, micros: 2, complete: false });
              else if (does === 'evict') await store.evictOldest(id);
              else if (does === 'remove')
                await store.removeMatching(id, readFilter(`seq>${count} seq<${count + 5}`, 0).filter);
              else if (does === 'pin') await store.changeCapture(id, count, { pinned: true });
              else await store.renameBin(id, `renamed-${id}-${writer}`, 1);
            }),
          );
          for (const store of stores) await store.addCapture(bins[0]!.id, received());
          for (const { id } of bins) {
            const seqs = given.get(id)!.sort((a, b) => a - b);
            expect(seqs).toEqual(oneTo(seqs.length));
            await expectTrueCounts(stores[1], id);
          }
        }),
        { numRuns: runs(24) },
      );
    });
  });

  /** The counts of a bin are those of its captures. */
  async function expectTrueCounts(store: Store, id: number): Promise<void> {
    const captures = await allOf(store.eachCapture(id));
    const numbers = (await store.binNumbers(id))!;
    expect(numbers.kept).toBe(captures.length);
    expect(numbers.pinned).toBe(captures.filter(({ pinned }) => pinned).length);
    const { series } = await store.timeline(id, { to: 4e15, buckets: 1, by: 'method' });
    expect(series.flatMap(({ counts }) => counts)).toEqual(captures.length === 0 ? [] : [captures.length]);
  }

  test('a reader that sees a seq sees all before it', async () => {
    await withTwoStores(async ([one, other]) => {
      const { id } = await addBin(one);
      let isWriting = true;
      const writing = Promise.all(
        [one, other].map(async (store) => {
          for (const _ of oneTo(60)) await Promise.all(oneTo(5).map(() => store.addCapture(id, received())));
        }),
      ).finally(() => {
        isWriting = false;
      });
      let looked = 0;
      while (isWriting) {
        const seqs = (await other.list(id, { after: 0, limit: 1000 })).captures.map(({ seq }) => seq);
        expect(seqs).toEqual(oneTo(seqs.length));
        looked += 1;
      }
      await writing;
      expect(looked).toBeGreaterThan(2);
      expect(await one.counts(id)).toEqual({ head: 600, total: 600 });
    });
  });

  test('a slug is given once, and a lease has one holder, whichever process asks', async () => {
    await withTwoStores(async (stores) => {
      const asking = oneTo(12).map((n) =>
        stores[n % 2]!.addBin({ slug: 'wanted', ownerKeyHash: Buffer.alloc(32, n), now: 1 }).then(
          () => 'added',
          (error: { code: string }) => error.code,
        ),
      );
      const answers = await Promise.all(asking);
      expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'slug-taken')).toHaveLength(11);
      const now = Date.now();
      const taken = await Promise.all(
        oneTo(8).map((n) =>
          stores[n % 2]!.takeLease({ name: 'work', holder: `process ${n}`, now, until: now + 60_000 }),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
  });

  test('texts with U+0000, long methods and long IDs of deliveries are kept', async () => {
    await withTwoStores(async ([store]) => {
      const { id } = await addBin(store);
      const sent = received({
        method: `M\0${'x'.repeat(9000)}`,
        target: '/b/x7k2/\0\u00ff',
        headers: [['X-A', '\0']],
        provider: { id: 'github', event: 'a\0b', deliveryId: '\0'.padEnd(9000, 'd') },
      });
      await store.addCapture(id, sent);
      expect(await store.capture(id, 1)).toMatchObject({
        method: sent.method,
        target: sent.target,
        headers: sent.headers,
        provider: sent.provider,
      });
      const { filter } = readFilter(`delivery:"${sent.provider!.deliveryId}"`, 0);
      expect((await store.list(id, { limit: 5, filter })).captures).toHaveLength(1);
      await store.changeCapture(id, 1, { note: 'a\0b' });
      expect((await store.capture(id, 1))?.note).toBe('a\0b');
      expect(await store.capture(id, 2 ** 40)).toBeNull();
      expect(await store.removeCapture(id, 2 ** 40)).toBe(false);
      expect(await store.removeCapture(id, 1)).toBe(true);
      expect((await store.timeline(id, { to: 4e15, buckets: 1, by: 'method' })).series).toEqual([]);
    });
  });
});
