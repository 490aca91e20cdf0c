import { describe, expect, test } from 'vitest';
import { received } from '../../support/received.ts';
import { ascending, type NewDatabase, oneTo, testStore } from './database.ts';

export function sequenceTests(newDatabase: NewDatabase): void {
  describe('seq', () => {
    const { addBin, addMany, reopen, store } = testStore(newDatabase);

    test('hundreds of concurrent captures of several bins get 1, 2, 3 … without holes, each bin its own', async () => {
      const bins = await Promise.all(['aaa', 'bbb', 'ccc', 'ddd'].map((slug) => addBin(slug)));
      const adding = Array.from({ length: 800 }, async (_, index) => {
        const bin = bins[index % bins.length]!;
        return { bin, stored: await store.addCapture(bin.id, received({ method: `M${index}` })), index };
      });
      const added = await Promise.all(adding);
      for (const bin of bins) {
        const own = added.filter((one) => one.bin === bin);
        expect(own.map(({ stored }) => stored!).sort(ascending)).toEqual(oneTo(200));
        for (const { stored, index } of own.slice(0, 20)) {
          expect((await store.capture(bin.id, stored!))?.method).toBe(`M${index}`);
        }
      }
    });

    test('seq follows the order of commits: a list never shows a capture without all before it', async () => {
      const { id } = await addBin();
      let adding = true;
      const seen: number[][] = [];
      const looking = (async () => {
        while (adding) {
          const { captures, head } = await store.list(id, { after: 0, limit: 1000 });
          seen.push(captures.map(({ seq }) => seq));
          expect(head).toBeGreaterThanOrEqual(captures.length);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      const lengths = () => new Set(seen.map(({ length }) => length)).size;
      // Until the lists have been of several lengths: reading may be slower than writing.
      for (let round = 0; round < 30 || lengths() <= 3; round += 1) {
        await addMany(id, 20);
        await new Promise((resolve) => setImmediate(resolve));
      }
      adding = false;
      await looking;
      for (const seqs of seen) expect(seqs).toEqual(oneTo(seqs.length));
    });

    test('a capture added after another was committed has the higher seq', async () => {
      const { id } = await addBin();
      for (let seq = 1; seq <= 5; seq += 1) expect(await store.addCapture(id, received())).toBe(seq);
    });

    test('a seq is never given twice: not after the newest, nor all, were deleted, nor after reopening', async () => {
      const { id } = await addBin();
      await addMany(id, 3);
      await store.removeCapture(id, 3);
      expect(await store.addCapture(id, received())).toBe(4);
      await store.removeCaptures(id);
      await reopen();
      expect(await store.addCapture(id, received())).toBe(5);
      expect(await store.counts(id)).toEqual({ head: 5, total: 1 });
    });

    test('of captures in flight, those of a bin being removed get null and the others their seqs', async () => {
      const removed = await addBin('removed');
      const other = await addBin('other');
      const ofRemoved: Promise<unknown>[] = [];
      const ofOther: Promise<unknown>[] = [];
      const send = () => {
        ofRemoved.push(store.addCapture(removed.id, received()));
        ofOther.push(store.addCapture(other.id, received()));
      };
      for (let index = 0; index < 20; index += 1) send();
      const removing = store.removeBin(removed.id);
      for (let index = 0; index < 20; index += 1) send();
      await removing;
      for (let index = 0; index < 20; index += 1) send();

      expect(await Promise.all(ofOther)).toEqual(oneTo(60));
      const answers = await Promise.all(ofRemoved);
      const seqs = answers.filter((answer) => answer !== null);
      expect(seqs).toEqual(oneTo(seqs.length));
      expect(answers.slice(-20)).toEqual(new Array(20).fill(null));
      expect(await store.counts(removed.id)).toEqual({ head: 0, total: 0 });
    });

    test('a capture for a bin that never was gets null', async () => {
      expect(await store.addCapture(4711, received())).toBeNull();
    });
  });
}
