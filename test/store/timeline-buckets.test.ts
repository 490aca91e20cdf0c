import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seqsOf } from '#lib/store/capture-chunks.ts';
import { bucketAt, bucketsOf, divideChunks } from '#lib/store/sql/timeline-buckets.ts';

/** Some of the chunks of a bin, in their order, and the times of each. */
const chunks = fc
  .uniqueArray(fc.record({ chunk: fc.nat(40), earliest: fc.nat(200), takes: fc.nat(30) }), {
    selector: ({ chunk }) => chunk,
  })
  .map((all) =>
    all
      .toSorted((a, b) => a.chunk - b.chunk)
      .map(({ chunk, earliest, takes }) => ({
        chunk,
        earliest: earliest * 1000,
        latest: (earliest + takes) * 1000,
      })),
  );

test('each chunk is counted as a whole where all of its captures are, or its captures are read', () => {
  fc.assert(
    fc.property(
      chunks,
      fc.nat(220),
      fc.integer({ min: 1, max: 10 }),
      fc.nat(5200),
      (all, from, count, head) => {
        const buckets = bucketsOf(from * 1000, 220_000, count);
        const { whole, divided } = divideChunks(all, buckets, head);
        for (const { chunk, earliest, latest } of all) {
          const runs = whole.filter(({ first, last }) => first <= chunk && chunk <= last);
          const { firstSeq, lastSeq } = seqsOf(chunk);
          const [first, last] = [bucketAt(buckets, earliest), bucketAt(buckets, latest)];
          const isWanted = last >= 0 && first < count && firstSeq <= head;
          const isWhole = isWanted && first === last && lastSeq <= head;
          expect(runs.map(({ bucket }) => bucket)).toEqual(isWhole ? [first] : []);
          expect(divided.includes(chunk)).toBe(isWanted && !isWhole);
        }
      },
    ),
  );
});

test('consecutive chunks in one bucket are counted together, up to some hundred of them', () => {
  const all = Array.from({ length: 1200 }, (_, chunk) => ({ chunk, earliest: chunk, latest: chunk }));
  const { whole } = divideChunks(all, bucketsOf(0, 2000, 2), Number.MAX_SAFE_INTEGER);
  expect(whole.map(({ bucket, first, last }) => [bucket, first, last])).toEqual([
    [0, 0, 499],
    [0, 500, 999],
    [1, 1000, 1199],
  ]);
});
