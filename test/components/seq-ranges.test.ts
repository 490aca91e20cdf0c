import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasSeq,
  highestGap,
  highestRange,
  type SeqRanges,
  withoutRange,
  withRange,
} from '#components/inspector/feed/seq-ranges.ts';

const most = 60;
const range = fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));
const changes = fc.array(fc.tuple(fc.boolean(), range), { maxLength: 15 });

function built(steps: readonly (readonly [boolean, readonly [number, number]])[]) {
  let ranges: SeqRanges = [];
  const seqs = new Set<number>();
  for (const [adds, [from, to]] of steps) {
    ranges = adds ? withRange(ranges, from, to) : withoutRange(ranges, from, to);
    for (let seq = from; seq <= to; seq++) adds ? seqs.add(seq) : seqs.delete(seq);
  }
  return { ranges, seqs };
}

describe('a set of seqs', () => {
  it('has what was put in and not taken out', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        const { ranges, seqs } = built(steps);
        for (let seq = 1; seq <= most; seq++) expect(hasSeq(ranges, seq)).toBe(seqs.has(seq));
      }),
    );
  });

  it('keeps its ranges sorted and apart', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        const { ranges } = built(steps);
        ranges.forEach(([from, to], at) => {
          expect(to).toBeGreaterThanOrEqual(from);
          if (at > 0) expect(from).toBeGreaterThan(ranges[at - 1]![1] + 1);
        });
      }),
    );
  });

  it('knows its highest gap and its highest run between two seqs', () => {
    fc.assert(
      fc.property(changes, range, (steps, [one, other]) => {
        const { ranges, seqs } = built(steps);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(highestGap(ranges, from, to)).toEqual(highestRun(from, to, (seq) => !seqs.has(seq)));
        expect(highestRange(ranges, from, to)).toEqual(highestRun(from, to, (seq) => seqs.has(seq)));
      }),
    );
  });
});

function highestRun(from: number, to: number, counts: (seq: number) => boolean): [number, number] | null {
  let high = to;
  while (high >= from && !counts(high)) high--;
  if (high < from) return null;
  let low = high;
  while (low > from && counts(low - 1)) low--;
  return [low, high];
}
