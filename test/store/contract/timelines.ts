import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Capture } from '#lib/model/capture.ts';
import { statusPart, type Timeline, timelineDivisions } from '#lib/model/timeline.ts';
import type { TimelineQuery } from '#lib/store/contracts/captures.ts';
import { received } from '../../support/received.ts';
import { allOf, type NewDatabase, oneTo, runs, testStore } from './database.ts';

/** Microseconds since the epoch. */
const start = 1_795_000_000_000_000;
const second = 1_000_000;

export function timelineTests(newDatabase: NewDatabase): void {
  describe('timelines', () => {
    const { addBin, addMany, evictAll, pin, store } = testStore(newDatabase);

    test('whatever happened to a bin, its timeline is that of counting each of its captures', async () => {
      let bins = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 4, maxLength: 14 }), async (operations) => {
          const { id } = await addBin(`timeline-${++bins}`, { capacity: 700 });
          for (const one of operations) await apply(id, one);
          // Responses that wait are written with it.
          await addMany(id, 1, { receivedAt: start });
          const captures = await allOf(store.eachCapture(id));
          for (const by of timelineDivisions) {
            for (const buckets of [1, 7, 60]) {
              const whole = { to: start + 4000 * second, buckets, by };
              const part = { from: start + 100 * second, to: start + 900 * second, buckets, by };
              await expectTrueTimeline(id, captures, whole);
              await expectTrueTimeline(id, captures, part);
            }
          }
        }),
        { numRuns: runs(40) },
      );
    });

    async function apply(id: number, { does, seq, count, kind, seconds }: Operation): Promise<unknown> {
      const receivedAt = start + seconds * second;
      const method = ['GET', 'POST', 'PUT', '2xx'][kind]!;
      const status = [200, 204, 404, 500][kind]!;
      const filter = (text: string) => readFilter(text, 0).filter;
      switch (does) {
        case 'add':
          return Promise.all(
            oneTo(count).map((n) =>
              store.addCapture(
                id,
                received({ method, receivedAt: receivedAt + (n % 3) * 700_000 + n * 9000 }),
              ),
            ),
          );
        case 'addMixed':
          return Promise.all(
            oneTo(count).map((n) =>
              store.addCapture(id, received({ method: `M${n % 3}`, receivedAt: receivedAt + n * second })),
            ),
          );
        case 'import': {
          const capture = await store.capture(id, 'latest');
          const seqs = oneTo(count % 50).map((n) => (capture?.seq ?? 0) + n * (kind === 0 ? 1 : 90));
          return (
            capture &&
            store.importCaptures(
              id,
              seqs.map((seq) => ({ ...capture, method, seq, receivedAt })),
            )
          );
        }
        case 'respond':
          for (const n of oneTo(count))
            store.recordResponse(id, seq + n, { status, micros: 1, complete: true });
          return;
        case 'respondMixed':
          for (const n of oneTo(count)) {
            const mixed = [200, 302, 500][(n * kind) % 3]!;
            store.recordResponse(id, seq + n, { status: mixed, micros: 1, complete: n % 2 === 0 });
          }
          return;
        case 'correct':
          for (const n of oneTo(count % 9))
            store.correctResponse(id, seq + n, { status, micros: 1, complete: false });
          return;
        case 'commit':
          return addMany(id, 1, { receivedAt });
        case 'pin':
          return pin(id, seq);
        case 'remove':
          return store.removeCapture(id, seq);
        case 'removeSeqs':
          return store.removeMatching(id, filter(`seq>${seq} seq<${seq + count}`));
        case 'removeMethod':
          return store.removeMatching(id, filter(`method:${method}`));
        case 'removeAll':
          return store.removeCaptures(id);
        case 'evict':
          await store.changeBin(id, { capacity: 50 + 2 * count });
          return evictAll(id);
      }
    }

    async function expectTrueTimeline(
      id: number,
      captures: readonly Capture[],
      query: TimelineQuery,
    ): Promise<void> {
      const { to, buckets, by } = query;
      const from = query.from ?? Math.min(to, ...captures.map(({ receivedAt }) => receivedAt));
      const width = Math.max(1000, Math.ceil((to - from) / buckets / 1000) * 1000);
      const expected: Record<string, number[]> = {};
      for (const { receivedAt, method, answered } of captures) {
        const bucket = Math.floor((receivedAt - from) / width);
        if (bucket < 0 || bucket >= buckets) continue;
        const name = by === 'method' ? method : statusPart(answered?.status ?? null);
        expected[name] ??= new Array<number>(buckets).fill(0);
        expected[name][bucket]! += 1;
      }
      const timeline = await store.timeline(id, query);
      expect({ query, counts: countsIn(timeline) }).toEqual({ query, counts: expected });
      expect(timeline).toMatchObject({
        from: new Date(Math.floor(from / 1000)).toISOString(),
        bucketMs: width / 1000,
        by,
        ...(await store.counts(id).then(({ head }) => ({ head }))),
        next: null,
      });
    }

    test('captures that arrive while a timeline is counted are not counted', async () => {
      const { id } = await addBin();
      const query = { to: start + second, buckets: 1, by: 'method' } as const;
      await addMany(id, 1000);
      // So many of them that they wait for their turns, and captures are committed meanwhile.
      const counting = oneTo(300).map((n) => store.timeline(id, query, { name: `${n}` }));
      let counted = false;
      const all = Promise.all(counting).finally(() => {
        counted = true;
      });
      while (!counted) await addMany(id, 3);
      for (const timeline of await all) expect(totalOf(timeline)).toBe(timeline.head);
    });

    test('a timeline begins with the oldest capture that is left', async () => {
      const { id } = await addBin();
      for (const n of oneTo(300)) await store.addCapture(id, received({ receivedAt: start + n * second }));
      const capture = (await store.capture(id, 1))!;
      await store.importCaptures(id, [{ ...capture, seq: 0, receivedAt: start - 3600 * second }]);
      const begin = async () => {
        const { from } = await store.timeline(id, { to: start + 400 * second, buckets: 10, by: 'method' });
        return Date.parse(from) * 1000 - start;
      };
      expect(await begin()).toBe(-3600 * second);
      await store.removeCapture(id, 301);
      expect(await begin()).toBe(second);
      await store.removeMatching(id, readFilter('seq<150', 0).filter);
      expect(await begin()).toBe(150 * second);
    });

    test('a correction that comes after its capture was removed changes nothing', async () => {
      const { id } = await addBin();
      await addMany(id, 300);
      for (const seq of oneTo(4)) store.recordResponse(id, seq, { status: 200, micros: 1, complete: true });
      await addMany(id, 1);
      await store.removeCapture(id, 2);
      for (const seq of [2, 3]) store.correctResponse(id, seq, { status: 500, micros: 1, complete: false });
      await addMany(id, 1);
      const timeline = await store.timeline(id, { to: start + second, buckets: 1, by: 'status' });
      expect(countsIn(timeline)).toEqual({ '2xx': [2], '5xx': [1], none: [298] });
    });
  });
}

const countsIn = ({ series }: Timeline) =>
  Object.fromEntries(series.map(({ name, counts }) => [name, counts]));
const totalOf = ({ series }: Timeline) =>
  series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);

const operation = fc.record({
  does: fc.constantFrom(
    ...([
      'add',
      'add',
      'add',
      'addMixed',
      'import',
      'respond',
      'respond',
      'respondMixed',
      'correct',
    ] as const),
    ...(['commit', 'pin', 'remove', 'removeSeqs', 'removeMethod', 'removeAll', 'evict'] as const),
  ),
  seq: fc.nat({ max: 500 }),
  count: fc.integer({ min: 1, max: 300 }),
  kind: fc.nat({ max: 3 }),
  seconds: fc.nat({ max: 1000 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;
