import { describe, expect, test } from 'vitest';
import { ascending, type NewDatabase, oneTo, testStore } from './database.ts';

export function changeTests(newDatabase: NewDatabase): void {
  describe('changes and removals', () => {
    const { addBin, addMany, reopen, store } = testStore(newDatabase);

    test('a note and a pin are kept, apart from each other and also after reopening', async () => {
      const { id } = await addBin();
      await addMany(id, 2);
      expect(await store.changeCapture(id, 1, { note: 'look: \u{1f600}' })).toMatchObject({
        seq: 1,
        note: 'look: \u{1f600}',
        pinned: false,
      });
      expect(await store.changeCapture(id, 1, { pinned: true })).toMatchObject({ pinned: true });
      await reopen();
      expect(await store.capture(id, 1)).toMatchObject({ note: 'look: \u{1f600}', pinned: true });
      expect(await store.capture(id, 2)).toMatchObject({ note: null, pinned: false });
      expect(await store.changeCapture(id, 1, { note: null, pinned: false })).toMatchObject({
        note: null,
        pinned: false,
      });
    });

    test('changing a capture that is not there answers null', async () => {
      const { id } = await addBin();
      expect(await store.changeCapture(id, 1, { pinned: true })).toBeNull();
      expect(await store.changeCapture(id, 1, {})).toBeNull();
    });

    test('one capture is removed once', async () => {
      const { id } = await addBin();
      await addMany(id, 2);
      expect(await store.removeCapture(id, 1)).toBe(true);
      expect(await store.removeCapture(id, 1)).toBe(false);
      expect(await store.capture(id, 1)).toBeNull();
      expect(await store.counts(id)).toEqual({ head: 2, total: 1 });
    });

    test('removing all spares the pinned, says which, and touches no other bin', async () => {
      const { id } = await addBin('one');
      const other = await addBin('two');
      await addMany(id, 10);
      await addMany(other.id, 2);
      for (const seq of [3, 7]) await store.changeCapture(id, seq, { pinned: true });
      const result = await store.removeCaptures(id);
      expect({ ...result, kept: [...result.kept].sort(ascending) }).toEqual({
        removed: 8,
        upTo: 10,
        kept: [3, 7],
      });
      expect((await store.list(id, { limit: 10 })).captures.map(({ seq }) => seq)).toEqual([7, 3]);
      expect(await store.counts(other.id)).toEqual({ head: 2, total: 2 });
      expect(await store.removeCaptures(id)).toMatchObject({ removed: 0, upTo: 10 });
    });

    test('removing all removes what is there up to the seq it answers, and nothing that came after', async () => {
      const { id } = await addBin();
      await addMany(id, 50);
      const adding = addMany(id, 50);
      const [{ removed, upTo }] = await Promise.all([store.removeCaptures(id), adding]);
      const left = (await store.list(id, { after: 0, limit: 1000 })).captures.map(({ seq }) => seq);
      expect(removed).toBe(upTo);
      expect(left).toEqual(oneTo(100).slice(upTo));
    });
  });
}
