import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/index.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Answered, Capture, Received } from '#lib/model/capture.ts';
import type { BinSettings, Store } from '#lib/store/store.ts';
import { received } from '../support/received.ts';
import { until } from '../support/until.ts';
import type { TestDatabase } from './contract.ts';

/** What `lib/store/store.ts` promises of the life of a bin, for one implementation. */
export function lifeContract(implementation: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(`the life of a bin in the store on ${implementation}`, () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await newDatabase();
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    let keys = 0;
    const addBin = (slug: string, settings: Partial<BinSettings> = {}): Promise<Bin> =>
      store.addBin({ slug, ownerKeyHash: keyHash(`${slug} ${++keys}`), now: 1000, ...settings });
    const addMany = (binId: number, count: number, facts?: Partial<Received>) =>
      Promise.all(Array.from({ length: count }, () => store.add(binId, received(facts))));
    const pin = (binId: number, seq: number, pinned = true) => store.changeCapture(binId, seq, { pinned });
    const rotateAll = async (binId: number): Promise<number[]> => {
      const seqs: number[] = [];
      for (let some = await store.rotate(binId); some; some = await store.rotate(binId))
        seqs.push(...some.seqs);
      return seqs;
    };
    /** In how many steps all is swept that was let go. */
    const sweepAll = async (): Promise<number> => {
      let steps = 0;
      while (await store.sweepSome()) steps += 1;
      return steps;
    };
    const seqsOf = async (binId: number): Promise<number[]> =>
      (await store.list(binId, { after: 0, limit: 1000 })).captures.map(({ seq }) => seq);

    describe('limits', () => {
      test('a full bin drops its oldest, never a pinned one, and says how many', async () => {
        const { id } = await addBin('aaa', { capacity: 10 });
        await addMany(id, 5);
        await pin(id, 2);
        await addMany(id, 20);
        expect(await rotateAll(id)).toEqual([1, ...range(3, 15)]);
        expect(await seqsOf(id)).toEqual([2, ...range(16, 25)]);
        expect(await store.counts(id)).toEqual({ head: 25, total: 11 });
        expect(await store.binNumbers(id)).toMatchObject({ kept: 11, pinned: 1, rotatedOut: 14 });
        expect(await store.rotate(id)).toBeNull();
      });

      test('who asked is told of a bin that has come to more than it may keep, and of no other', async () => {
        const told: number[] = [];
        store.whenOverfull((binId) => told.push(binId));
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
        expect(await rotateAll(id)).toEqual([1, 2]);
        expect(await store.binNumbers(id)).toMatchObject({ kept: 3, keptBytes: 3 * size });
        await addMany(id, 1, { body: new Uint8Array(5000), bodyStored: 5000 });
        expect(await rotateAll(id)).toEqual([3, 4, 5]);
        expect(await seqsOf(id)).toEqual([6]);
      });

      test('recorded replies count, each once, and go with the last capture that got them', async () => {
        const { id } = await addBin('aaa');
        const bytes = async () => (await store.binNumbers(id))!.keptBytes;
        await addMany(id, 4);
        const captures = await bytes();
        const [one, other] = [reply(500, 'a'), reply(700, 'b')];
        store.answered(id, 1, one);
        store.answered(id, 2, other);
        store.answered(id, 3, one);
        await addMany(id, 1);
        const withReplies = captures * (5 / 4) + 500 + 700 + 2 * JSON.stringify(one.sent.headers).length;
        expect(await bytes()).toBe(withReplies);
        await store.removeCapture(id, 1);
        expect(await bytes()).toBe(withReplies - captures / 4);
        expect((await store.capture(id, 3))?.answered?.sent?.body.length).toBe(500);
        await store.removeCapture(id, 2);
        await store.removeCapture(id, 3);
        expect(await bytes()).toBe(captures / 2);
      });

      test('a bin that answers much keeps fewer captures, and what people write of one counts', async () => {
        const told: number[] = [];
        store.whenOverfull((binId) => told.push(binId));
        const { id } = await addBin('aaa', { maxBytes: 5000 });
        await addMany(id, 10);
        for (let seq = 1; seq <= 10; seq += 1) store.answered(id, seq, reply(1000, `reply ${seq}`));
        await until(async () => told.length > 0);
        await rotateAll(id);
        expect((await store.binNumbers(id))!.keptBytes).toBeLessThanOrEqual(5000);
        expect(await seqsOf(id)).toEqual([7, 8, 9, 10]);
        told.length = 0;
        await store.changeCapture(id, 10, { note: 'n'.repeat(3000) });
        expect(told).toEqual([id]);
        expect(await rotateAll(id)).toEqual([7, 8, 9]);
      });

      test('the answer to a capture that is gone by then leaves nothing behind', async () => {
        const { id } = await addBin('aaa');
        await addMany(id, 1);
        await store.removeCapture(id, 1);
        store.answered(id, 1, reply(1000, 'late'));
        await addMany(id, 1);
        expect((await store.binNumbers(id))!.keptBytes).toBe(bytesOf({ ...received(), note: null }));
      });

      test('an answer that is corrected is counted once', async () => {
        const { id } = await addBin('aaa');
        await addMany(id, 1);
        store.answered(id, 1, reply(1000, 'a'));
        await addMany(id, 1);
        const before = (await store.binNumbers(id))!.keptBytes;
        store.answerRevised(id, 1, { ...reply(1000, 'a'), complete: false, bodySent: 7 });
        await addMany(id, 1);
        expect((await store.capture(id, 1))?.answered).toMatchObject({ complete: false, bodySent: 7 });
        await store.removeCapture(id, 3);
        expect((await store.binNumbers(id))!.keptBytes).toBe(before);
      });

      test('a bin never takes more than twice its limits with its pins, replies and notes included', async () => {
        const { id } = await addBin('aaa', { maxBytes: 2000 });
        const full = { code: 'pins-full' };
        await addMany(id, 4);
        for (const seq of [1, 2, 3, 4]) store.answered(id, seq, reply(1500, `reply ${seq}`));
        await addMany(id, 1);
        await pin(id, 1);
        await expect(pin(id, 2)).rejects.toMatchObject(full);
        for (const seq of [3, 4]) await store.removeCapture(id, seq);
        await pin(id, 2);
        await expect(store.changeCapture(id, 1, { note: 'n'.repeat(1500) })).rejects.toMatchObject(full);
        expect(await store.changeCapture(id, 1, { note: 'short' })).toMatchObject({ note: 'short' });
      });

      test('an unpinned capture is as old as it is: it may be the next to go', async () => {
        const { id } = await addBin('aaa', { capacity: 3 });
        await addMany(id, 1);
        await pin(id, 1);
        await addMany(id, 10);
        await rotateAll(id);
        expect(await seqsOf(id)).toEqual([1, 9, 10, 11]);
        await pin(id, 1, false);
        expect(await rotateAll(id)).toEqual([1]);
      });

      test('as many may be pinned as others are kept: one more fails with pins-full, and an import brings it unpinned', async () => {
        const { id } = await addBin('aaa', { capacity: 2 });
        await addMany(id, 2);
        await pin(id, 1);
        await pin(id, 2);
        await addMany(id, 1);
        await expect(pin(id, 3)).rejects.toMatchObject({ code: 'pins-full' });
        expect((await pin(id, 2))?.pinned).toBe(true);
        const capture = await store.capture(id, 1);
        const imported = await store.importCaptures(id, [{ ...capture!, pinned: true }]);
        expect(imported).toMatchObject({ seq: 4, pinned: false });
        expect(await store.binNumbers(id)).toMatchObject({ kept: 4, pinned: 2 });
      });

      test('a bin that has chosen nothing follows the instance, and none gets beyond the ceiling', async () => {
        await addBin('plain');
        await addBin('greedy', { capacity: 1_000_000, maxBytes: 2 ** 40, expiresAfter: null });
        await store.close();
        store = await database.open({
          usual: { capacity: 7, maxBytes: 700, expiresAfter: 7000 },
          ceiling: { capacity: 100, maxBytes: 1000, expiresAfter: 9000 },
        });
        expect(await store.findBin('plain')).toMatchObject({
          capacity: 7,
          maxBytes: 700,
          expiresAfter: 7000,
        });
        const greedy = await store.findBin('greedy');
        expect(greedy).toMatchObject({ capacity: 100, maxBytes: 1000, expiresAfter: 9000 });
      });

      test('whatever is done to a bin, its counts are those of what it keeps', async () => {
        let bins = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (operations) => {
            const { id } = await addBin(`any-${++bins}`, { capacity: 6, maxBytes: 5000 });
            for (const one of operations) await apply(id, one);
            // Answers that wait are written with it.
            await addMany(id, 1);
            await expectTrueCounts(id);
            await rotateAll(id);
            await expectTrueCounts(id);
            const { kept, pinned } = (await store.binNumbers(id))!;
            const { capacity } = (await store.findBin(`any-${bins}`))!;
            expect(kept - pinned).toBeLessThanOrEqual(capacity);
          }),
          { numRuns: 25 },
        );
      });

      async function apply(id: number, { does, seq, size }: Operation): Promise<unknown> {
        const body = new Uint8Array(size);
        const headers = [['X', '\xff'.repeat(size % 7)] as const];
        switch (does) {
          case 'add':
            return addMany(id, 1 + (size % 5), { body, bodyStored: size, headers });
          case 'import': {
            const capture = (await store.capture(id, 'latest')) ?? null;
            return capture && store.importCaptures(id, twice({ ...capture, pinned: size % 2 === 0 }));
          }
          case 'answer':
            return store.answered(id, seq, reply(100 * (size % 4), `${size % 3}`));
          case 'note':
            return store
              .changeCapture(id, seq, { note: size % 3 === 0 ? null : 'n'.repeat(size) })
              .catch((error) => expect(error.code).toBe('pins-full'));
          case 'pin':
            return pin(id, seq).catch((error) => expect(error.code).toBe('pins-full'));
          case 'unpin':
            return pin(id, seq, false);
          case 'remove':
            return store.removeCapture(id, seq);
          case 'removeAll':
            return store.removeCaptures(id);
          case 'removeFound':
            return store.removeFound(id, readFilter(`size>${size}`, 0).filter);
          case 'rotate':
            return store.rotate(id);
          case 'limit':
            return store.changeBin(id, { capacity: 1 + (size % 9) });
        }
      }

      async function expectTrueCounts(id: number): Promise<void> {
        const replies = new Map<string, number>();
        const [kept, pinned] = [
          { captures: 0, bytes: 0 },
          { captures: 0, bytes: 0 },
        ];
        for await (const capture of store.eachCapture(id)) {
          for (const counted of capture.pinned ? [kept, pinned] : [kept]) {
            counted.captures += 1;
            counted.bytes += bytesOf(capture);
          }
          const { sent } = capture.answered ?? {};
          if (!sent) continue;
          const headers = JSON.stringify(sent.headers);
          replies.set(headers + sent.body, headers.length + sent.body.length);
        }
        expect(await store.binNumbers(id)).toMatchObject({
          kept: kept.captures,
          keptBytes: [...replies.values()].reduce((sum, bytes) => sum + bytes, kept.bytes),
          pinned: pinned.captures,
          pinnedBytes: pinned.bytes,
        });
      }
    });

    describe('settings', () => {
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
        await rotateAll(id);
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
        const [owner] = await store.links(id);
        await store.touchLink(owner!.id, 9000);
        expect(await store.binNumbers(id)).toMatchObject({ lastRequestAt: 5000, lastVisitAt: 9000 });
      });
    });

    describe('slugs', () => {
      test('a renamed bin is found by its old slug too, until that is dropped', async () => {
        const { id } = await addBin('old');
        await store.findBin('new');
        expect((await store.renameBin(id, 'new', 5000))?.slug).toBe('new');
        expect(await store.findBin('new')).toMatchObject({ id, slug: 'new' });
        expect(await store.findBin('old')).toMatchObject({ id, slug: 'new' });
        expect(await store.aliases(id)).toEqual([{ slug: 'old', createdAt: 5000 }]);
        await store.dropAliases(4999);
        expect(await store.findBin('old')).toMatchObject({ id });
        await store.dropAliases(5000);
        expect(await store.findBin('old')).toBeNull();
        expect((await addBin('old')).slug).toBe('old');
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
        expect((await store.aliases(id)).map(({ slug }) => slug)).toEqual(['new']);
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
        expect((await store.aliases(id)).map(({ slug }) => slug)).toEqual(
          [7, 6, 5, 4, 3].map((n) => `name-${n}`),
        );
        expect(await store.findBin('name-0')).toBeNull();
        expect((await addBin('name-0')).slug).toBe('name-0');
      });
    });

    describe('deleting', () => {
      test('a deleted bin takes nothing and is not found, and restored it has what it had', async () => {
        const { id } = await addBin('aaa');
        await addMany(id, 3);
        expect(await store.deleteBin(id, 5000)).toBe(true);
        expect(await store.deleteBin(id, 6000)).toBe(false);
        expect(await store.findBin('aaa')).toBeNull();
        expect(await store.add(id, received())).toBeNull();
        const [owner] = await store.links(id);
        expect(owner?.role).toBe('owner');
        expect(await store.restoreBin(id)).toMatchObject({ slug: 'aaa', deletedAt: null });
        expect(await store.findBin('aaa')).toMatchObject({ id });
        expect(await store.add(id, received())).toBe(4);
      });

      test('a bin with many captures and long bodies is removed, and nothing of it is left', async () => {
        const { id } = await addBin('aaa');
        const long = await store.openLongBody(Date.now());
        await long.append(new Uint8Array(300_000));
        await addMany(id, 600);
        await addMany(id, 1, { longBodyId: long.id, bodyStored: 300_000 });
        await store.renameBin(id, 'bbb', 1);
        expect(await store.removeBin(id)).toBe(true);
        expect(await sweepAll()).toBeGreaterThan(0);
        expect([await store.findBin('aaa'), await store.findBin('bbb')]).toEqual([null, null]);
        expect(await addBin('aaa')).toMatchObject({ slug: 'aaa' });
      });

      test('who asked is told of long bodies that are nobody’s any more, and they are swept in steps', async () => {
        let told = 0;
        store.whenLetGo(() => {
          told += 1;
        });
        const { id } = await addBin('aaa', { capacity: 2 });
        const addLong = async () => {
          const long = await store.openLongBody(Date.now());
          for (let piece = 0; piece < 40; piece += 1) await long.append(new Uint8Array(1000));
          await store.add(id, received({ longBodyId: long.id, bodyStored: 40_000 }));
        };
        for (let count = 0; count < 3; count += 1) await addLong();
        expect([told, await sweepAll()]).toEqual([0, 0]);
        await store.rotate(id);
        expect(told).toBe(1);
        expect(await sweepAll()).toBeGreaterThan(2);
        await store.removeCapture(id, 2);
        expect(told).toBe(2);
        await store.dropLongBody((await store.openLongBody(Date.now())).id);
        expect(told).toBe(3);
        expect(await sweepAll()).toBeGreaterThan(3);
        expect((await store.capture(id, 3))?.body).toHaveLength(40_000);
        await store.removeBin(id);
        expect(told).toBe(4);
        expect(await sweepAll()).toBeGreaterThan(2);
      });

      test('bins are walked in order, deleted ones included', async () => {
        const bins = await Promise.all(['aaa', 'bbb', 'ccc'].map((slug) => addBin(slug)));
        await store.deleteBin(bins[1]!.id, 77);
        const first = await store.binsAfter(0, 2);
        const rest = await store.binsAfter(first.at(-1)!.bin.id, 2);
        const found = [...first, ...rest].map(({ bin }) => [bin.slug, bin.deletedAt]);
        expect(found.sort()).toEqual([
          ['aaa', null],
          ['bbb', 77],
          ['ccc', null],
        ]);
        expect(await store.binsAfter(rest.at(-1)!.bin.id, 2)).toEqual([]);
      });
    });

    test('a lease has one holder at a time, who may renew it and give it back; after its time it is free', async () => {
      const take = (holder: string, now: number) =>
        store.takeLease({ name: 'work', holder, now, until: now + 100 });
      expect(await take('a', 0)).toBe(true);
      expect(await take('b', 50)).toBe(false);
      expect(await take('a', 90)).toBe(true);
      expect(await take('b', 150)).toBe(false);
      expect(await take('b', 190)).toBe(true);
      await store.giveLease('work', 'a');
      expect(await take('a', 200)).toBe(false);
      await store.giveLease('work', 'b');
      expect(await take('a', 200)).toBe(true);
    });
  });
}

const operation = fc.record({
  does: fc.constantFrom(
    ...(['add', 'add', 'add', 'import', 'pin', 'pin', 'unpin', 'remove', 'rotate'] as const),
    ...(['removeAll', 'removeFound', 'limit', 'answer', 'answer', 'note'] as const),
  ),
  seq: fc.integer({ min: 1, max: 15 }),
  size: fc.nat({ max: 900 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** An answer of which a reply was recorded. */
const reply = (length: number, header: string) =>
  ({
    status: 200,
    micros: 1,
    complete: true,
    chosenBy: { by: 'default' },
    sent: { headers: [['X', header]], body: new Uint8Array(length), bodySize: length },
  }) as const satisfies Answered;

/** The bytes a capture counts for. */
function bytesOf(
  capture: Pick<
    Capture,
    'note' | 'method' | 'target' | 'headers' | 'trailers' | 'client' | 'malformed' | 'provider' | 'bodyStored'
  >,
): number {
  const { method, target, headers, trailers, client, malformed, provider, note } = capture;
  const json = [headers, trailers, client].map((value) => (value ? JSON.stringify(value) : ''));
  const texts = [method, target, ...json, malformed, provider?.event, provider?.deliveryId, note];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), capture.bodyStored);
}

const twice = (capture: Capture): Capture[] => [capture, capture];
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const keyHash = (key: string): Uint8Array => createHash('sha256').update(key).digest();
