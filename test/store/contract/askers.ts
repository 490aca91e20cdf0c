import { describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import { allOf, type NewDatabase, testStore } from './database.ts';

export function askerTests(newDatabase: NewDatabase): void {
  describe('askers', () => {
    const { addBin, addMany, store } = testStore(newDatabase);

    test('an asker that has left is not answered', async () => {
      const { id } = await addBin();
      await addMany(id, 3);
      const { filter } = readFilter('method:POST', 0);
      const left = { name: 'a', signal: AbortSignal.abort() };
      const asked = [
        () => store.list(id, { limit: 10 }, left),
        () => store.list(id, { limit: 10, filter }, left),
        () => store.timeline(id, { to: 2e15, buckets: 3, by: 'method' }, left),
        () => store.capture(id, 1, left),
        () => store.captureFacts(id, 1, left),
        () => allOf(store.eachCapture(id, undefined, left)),
        () => allOf(store.eachCapture(id, filter, left)),
        () => allOf(store.readBody(id, 1, 0, 10, left)),
        () => store.removeMatching(id, filter, left),
        () => store.removeCaptures(id, left),
      ];
      for (const ask of asked) await expect(ask()).rejects.toMatchObject({ name: 'AbortError' });
      expect(await store.list(id, { limit: 10 }, { name: 'b' })).toMatchObject({ total: 3 });
    });

    test('a deletion that has begun is finished, whether its asker waits or not', async () => {
      const { id } = await addBin();
      await addMany(id, 500);
      const leaving = new AbortController();
      const { filter } = readFilter('seq<=400', 0);
      const judged = (seq: number) => {
        if (seq === 200) leaving.abort();
        return true;
      };
      const mayMatch = (facts: { seq: number }) => filter.mayMatch(facts as never) && judged(facts.seq);
      const removing = { ...filter, source: null, mayMatch };
      const removed = await store.removeMatching(id, removing, { name: 'a', signal: leaving.signal });
      expect(leaving.signal.aborted).toBe(true);
      expect(removed).toHaveLength(400);
      expect(await store.counts(id)).toMatchObject({ total: 100 });
    });
  });
}
