import { describe, expect, test } from 'vitest';
import { received } from '../../support/received.ts';
import { until } from '../../support/until.ts';
import { type NewDatabase, testStore } from './database.ts';
import { bytesOf, reply } from './sizes.ts';

export function sizeTests(newDatabase: NewDatabase): void {
  describe('sizes and pins', () => {
    const { addBin, addMany, pin, evictAll, seqsOf, store } = testStore(newDatabase);

    test('recorded replies count, each once, and go with the last capture that got them', async () => {
      const { id } = await addBin('aaa');
      const bytes = async () => (await store.binNumbers(id))!.keptBytes;
      await addMany(id, 4);
      const captures = await bytes();
      const [one, other] = [reply(500, 'a'), reply(700, 'b')];
      store.recordResponse(id, 1, one);
      store.recordResponse(id, 2, other);
      store.recordResponse(id, 3, one);
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
      store.onBinFull((binId) => told.push(binId));
      const { id } = await addBin('aaa', { maxBytes: 5000 });
      await addMany(id, 10);
      for (let seq = 1; seq <= 10; seq += 1) store.recordResponse(id, seq, reply(1000, `reply ${seq}`));
      await until(async () => told.length > 0);
      await evictAll(id);
      expect((await store.binNumbers(id))!.keptBytes).toBeLessThanOrEqual(5000);
      expect(await seqsOf(id)).toEqual([7, 8, 9, 10]);
      told.length = 0;
      await store.changeCapture(id, 10, { note: 'n'.repeat(3000) });
      expect(told).toEqual([id]);
      expect(await evictAll(id)).toEqual([7, 8, 9]);
    });

    test('the answer to a capture that is gone by then leaves nothing behind', async () => {
      const { id } = await addBin('aaa');
      await addMany(id, 1);
      await store.removeCapture(id, 1);
      store.recordResponse(id, 1, reply(1000, 'late'));
      await addMany(id, 1);
      expect((await store.binNumbers(id))!.keptBytes).toBe(bytesOf({ ...received(), note: null }));
    });

    test('an answer that is corrected is counted once', async () => {
      const { id } = await addBin('aaa');
      await addMany(id, 1);
      store.recordResponse(id, 1, reply(1000, 'a'));
      await addMany(id, 1);
      const before = (await store.binNumbers(id))!.keptBytes;
      store.correctResponse(id, 1, { ...reply(1000, 'a'), complete: false, bodySent: 7 });
      await addMany(id, 1);
      expect((await store.capture(id, 1))?.answered).toMatchObject({ complete: false, bodySent: 7 });
      await store.removeCapture(id, 3);
      expect((await store.binNumbers(id))!.keptBytes).toBe(before);
    });

    test('a bin never takes more than twice its limits with its pins, replies and notes included', async () => {
      const { id } = await addBin('aaa', { maxBytes: 2000 });
      const full = { code: 'pins-full' };
      await addMany(id, 4);
      for (const seq of [1, 2, 3, 4]) store.recordResponse(id, seq, reply(1500, `reply ${seq}`));
      await addMany(id, 1);
      await pin(id, 1);
      await expect(pin(id, 2)).rejects.toMatchObject(full);
      for (const seq of [3, 4]) await store.removeCapture(id, seq);
      await pin(id, 2);
      await expect(store.changeCapture(id, 1, { note: 'n'.repeat(1500) })).rejects.toMatchObject(full);
      expect(await store.changeCapture(id, 1, { note: 'short' })).toMatchObject({ note: 'short' });
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
  });
}
