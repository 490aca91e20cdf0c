import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import { chunkOf, chunkSize } from '#lib/store/capture-chunks.ts';
import { rangeWithin, timeBoundsOf } from '#lib/store/sql/time-bounds.ts';

const now = 1_795_000_000_000;
const boundsOf = (text: string) => timeBoundsOf(readFilter(text, now).filter.narrowings);

test('the times of a filter are those of all its terms', () => {
  expect(boundsOf('method:POST size>3')).toBeNull();
  expect(boundsOf('-after:1m')).toBeNull();
  expect(boundsOf('after:1m')).toEqual({ from: (now - 60_000) * 1000, until: Number.POSITIVE_INFINITY });
  expect(boundsOf('after:2m before:1m method:PUT after:1h before:1s')).toEqual({
    from: (now - 120_000) * 1000,
    until: (now - 60_000) * 1000,
  });
});

test('all captures received between two times are in the range, which begins and ends in a chunk that may have some', () => {
  // Many are the first or the last of their chunk.
  const edge = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.constantFrom(0, -1));
  const seq = fc.oneof(
    fc.integer({ min: 1, max: 2000 }),
    edge.map(([chunk, by]) => chunk * chunkSize + by),
  );
  const capture = fc.record({ seq, at: fc.nat(1000) });
  const bounds = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([from, takes]) => ({ from, until: from + takes }));
  const range = fc.tuple(fc.nat(1500), fc.integer({ min: 1, max: 2100 }));
  fc.assert(
    fc.property(
      fc.array(capture, { maxLength: 60 }),
      bounds,
      range,
      (captures, { from, until }, [after, before]) => {
        const times = new Map<number, { chunk: number; earliest: number; latest: number }>();
        for (const { seq, at } of captures) {
          const chunk = chunkOf(seq);
          const { earliest, latest } = times.get(chunk) ?? { earliest: at, latest: at };
          times.set(chunk, { chunk, earliest: Math.min(earliest, at), latest: Math.max(latest, at) });
        }
        const chunks = [...times.values()].toSorted((a, b) => a.chunk - b.chunk);
        const found = rangeWithin({ after, before }, chunks, { from, until });
        for (const { seq, at } of captures) {
          if (at < from || at > until || seq <= after || seq >= before) continue;
          expect(found && found.after < seq && seq < found.before).toBe(true);
        }
        if (!found) return;
        expect(found.after).toBeGreaterThanOrEqual(after);
        expect(found.before).toBeLessThanOrEqual(before);
        const mayHave = ({ earliest, latest }: { earliest: number; latest: number }) =>
          latest >= from && earliest <= until;
        for (const { chunk, ...one } of chunks) {
          if (chunk < chunkOf(found.after + 1) || chunk > chunkOf(found.before - 1))
            expect(mayHave(one) && after < (chunk + 1) * chunkSize - 1 && chunk * chunkSize < before).toBe(
              false,
            );
        }
      },
    ),
  );
});
