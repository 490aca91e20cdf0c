import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Answered } from '#lib/model/capture.ts';
import { received } from '../../support/received.ts';
import { type NewDatabase, oneTo, runs, testStore } from './database.ts';

export function responseTests(newDatabase: NewDatabase): void {
  describe('responses', () => {
    const { addBin, addMany, reopen, store } = testStore(newDatabase);

    const answered = { status: 200, micros: 1234, complete: true };

    test('an answer is seen at once, in the list and on the capture', async () => {
      const { id } = await addBin();
      await addMany(id, 2);
      store.recordResponse(id, 2, answered);
      expect((await store.capture(id, 2))?.answered).toEqual(answered);
      expect((await store.capture(id, 1))?.answered).toBeNull();
      expect((await store.list(id, { limit: 2 })).captures.map(({ reply }) => reply)).toEqual([
        { status: 200, ms: 1.234, complete: true },
        null,
      ]);
      expect((await store.changeCapture(id, 2, { pinned: true }))?.reply).toMatchObject({ status: 200 });
    });

    test('an answer that shares the commit of a later capture is still seen', async () => {
      const { id } = await addBin();
      await addMany(id, 1);
      store.recordResponse(id, 1, { ...answered, complete: false });
      await addMany(id, 1);
      expect((await store.capture(id, 1))?.answered).toEqual({ ...answered, complete: false });
    });

    test('an answer is written without any later capture, and closing writes what is waiting', async () => {
      const { id } = await addBin();
      await addMany(id, 2);
      store.recordResponse(id, 1, answered);
      await new Promise((resolve) => setTimeout(resolve, 120));
      store.recordResponse(id, 2, answered);
      await reopen();
      expect((await store.capture(id, 1))?.answered).toEqual(answered);
      expect((await store.capture(id, 2))?.answered).toEqual(answered);
    });

    test('captures given to the store just before it closes are committed', async () => {
      const { id } = await addBin();
      const adding = addMany(id, 20);
      await reopen();
      expect(await adding).toEqual(oneTo(20));
      expect(await store.counts(id)).toEqual({ head: 20, total: 20 });
    });

    test('an answer to a capture that was deleted meanwhile harms nothing', async () => {
      const { id } = await addBin();
      await addMany(id, 2);
      store.recordResponse(id, 1, answered);
      await store.removeCapture(id, 1);
      store.recordResponse(id, 1, answered);
      expect(await store.addCapture(id, received())).toBe(3);
      expect(await store.capture(id, 1)).toBeNull();
    });

    test('a response that took longer than an hour is stored, alone and in a range, and a correction too', async () => {
      const { id } = await addBin();
      const long = { ...answered, micros: 3e9 };
      await addMany(id, 7);
      store.recordResponse(id, 1, long);
      expect(await addMany(id, 1)).toEqual([8]);
      store.correctResponse(id, 1, { ...long, complete: false });
      for (let seq = 2; seq <= 6; seq += 1) store.recordResponse(id, seq, long);
      expect(await addMany(id, 1)).toEqual([9]);
      await reopen();
      for (let seq = 1; seq <= 6; seq += 1) {
        const stored = (await store.capture(id, seq))?.answered;
        expect(stored).toMatchObject({ status: 200, complete: seq > 1 });
        // PostgreSQL has no room for more than 36 minutes in a row of its own.
        expect(stored!.micros).toBeGreaterThanOrEqual(2 ** 31 - 1);
      }
    });

    test('a response that cannot be stored takes no capture and no other response with it', async () => {
      const { id } = await addBin();
      await addMany(id, 3);
      store.recordResponse(id, 1, answered);
      store.recordResponse(id, 2, { ...answered, micros: Number.NaN });
      store.recordResponse(id, 3, { ...answered, status: 204 });
      expect(await addMany(id, 2)).toEqual([4, 5]);
      await reopen();
      const statuses = async () => {
        const { captures } = await store.list(id, { after: 0, limit: 10 });
        return captures.map(({ reply }) => reply?.status ?? null);
      };
      expect(await statuses()).toEqual([200, null, 204, null, null]);
      store.recordResponse(id, 2, answered);
      expect(await addMany(id, 1)).toEqual([6]);
      expect(await statuses()).toEqual([200, 200, 204, null, null, null]);
    });

    test('responses are kept as they were, in whatever order and however many together', async () => {
      let bins = 0;
      const operation = fc.record({
        does: fc.constantFrom('many', 'many', 'one', 'again', 'correct', 'remove', 'removeFew', 'commit'),
        from: fc.integer({ min: 1, max: 40 }),
        count: fc.integer({ min: 1, max: 20 }),
        kind: fc.nat({ max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 15 }), async (operations) => {
          const { id } = await addBin(`responses-${++bins}`);
          await addMany(id, 40);
          const expected = new Map<number, Answered>();
          const there = new Set(oneTo(40));
          for (const { does, from, count, kind } of operations) {
            const seqs = does === 'many' ? oneTo(count).map((step) => Math.min(from + step - 1, 40)) : [from];
            if (does === 'commit') await addMany(id, 1).then(([seq]) => there.add(seq!));
            else if (does === 'remove') there.delete((await store.removeCapture(id, from)) ? from : 0);
            else if (does === 'removeFew') {
              const { filter } = readFilter(`seq>${from} seq<${from + count}`, 0);
              for (const seq of await store.removeMatching(id, filter)) there.delete(seq);
            } else if (does === 'correct') {
              if (!expected.has(from)) continue;
              const corrected = { ...expected.get(from)!, complete: false, micros: 7 };
              store.correctResponse(id, from, corrected);
              expected.set(from, corrected);
            } else {
              for (const seq of seqs) {
                const response = { ...responses[kind]!, micros: 1000 * from + seq };
                store.recordResponse(id, seq, response);
                // The first that was recorded for a capture stays; those of captures that were removed are forgotten.
                if (there.has(seq) && !expected.has(seq)) expected.set(seq, response);
              }
            }
          }
          await addMany(id, 1);
          const kept = new Map<number, Answered | null>();
          for await (const { seq, answered } of store.eachCapture(id)) kept.set(seq, answered);
          for (const seq of there) expect([seq, kept.get(seq)]).toEqual([seq, expected.get(seq) ?? null]);
          const { captures } = await store.list(id, { limit: 100 });
          for (const { seq, reply } of captures) {
            expect([seq, reply?.ms, reply?.complete]).toEqual([
              seq,
              expected.has(seq) ? expected.get(seq)!.micros / 1000 : undefined,
              expected.get(seq)?.complete,
            ]);
          }
          const { series } = await store.timeline(id, { to: Date.now() * 2000, buckets: 3, by: 'status' });
          const counted = series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
          expect(counted).toBe(there.size + 1);
        }),
        { numRuns: runs(120) },
      );
    });

    test('ten thousand answers at once keep no capture from being written', async () => {
      const { id } = await addBin();
      await addMany(id, 1);
      for (let seq = 1; seq <= 10_000; seq += 1) store.recordResponse(id, seq, answered);
      expect(await store.addCapture(id, received())).toBe(2);
      expect((await store.capture(id, 1))?.answered).toEqual(answered);
    });
  });
}

const sent = (text: string): Answered['sent'] => {
  const body = new TextEncoder().encode(text);
  return { headers: [['Content-Type', 'text/plain']], body, bodySize: body.length };
};
const byDefault = { chosenBy: { by: 'default' }, status: 200, complete: true, micros: 1 } as const;
/** Three that may be stored together, and one that says more. */
const responses: readonly Answered[] = [
  { ...byDefault, bodySent: 3, sent: sent('ok\n') },
  { ...byDefault, bodySent: 5, sent: sent('other') },
  { status: 204, complete: true, micros: 1 },
  { ...byDefault, status: 500, chosenBy: { by: 'override' }, bodySent: 3, sent: sent('ok\n'), delayMs: 20 },
];
