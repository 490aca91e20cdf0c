import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaptureRows,
  countBetween,
  diffRows,
  dropUpTo,
  indexOf,
  noRows,
  rowAt,
  rowOf,
  rowsBetween,
  updateRows,
} from '#components/inspector/feed/capture-rows.ts';
import { summary } from './summary.ts';

const seq = fc.integer({ min: 1, max: 1200 });
const steps = fc.array(
  fc.record({
    put: fc.array(seq, { maxLength: 40 }),
    drop: fc.array(seq, { maxLength: 20 }),
    upTo: fc.option(seq),
  }),
  { maxLength: 12 },
);

function built(changes: readonly { put: number[]; drop: number[]; upTo: number | null }[]) {
  let rows: CaptureRows = noRows;
  const expected = new Set<number>();
  for (const { put, drop, upTo } of changes) {
    rows = updateRows(
      rows,
      put.map((one) => summary(one)),
      drop,
    );
    for (const one of put) expected.add(one);
    for (const one of drop) expected.delete(one);
    if (upTo === null) continue;
    rows = dropUpTo(rows, upTo, (one) => one % 7 === 0);
    for (const one of expected) if (one <= upTo && one % 7 !== 0) expected.delete(one);
  }
  return { rows, seqs: [...expected].sort((a, b) => b - a) };
}

describe('the rows of the list', () => {
  it('are those that were put in and not taken out, newest first', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const { rows, seqs } = built(changes);
        expect(rows.size).toBe(seqs.length);
        expect(Array.from({ length: rows.size }, (_, index) => rowAt(rows, index)?.seq)).toEqual(seqs);
        expect([rowAt(rows, -1), rowAt(rows, rows.size)]).toEqual([undefined, undefined]);
      }),
    );
  });

  it('are found by seq, counted and walked like a plain list', () => {
    fc.assert(
      fc.property(steps, seq, seq, (changes, one, other) => {
        const { rows, seqs } = built(changes);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const between = seqs.filter((it) => it >= from && it <= to);
        expect(rowOf(rows, one)?.seq).toBe(seqs.includes(one) ? one : undefined);
        expect(indexOf(rows, one)).toBe(seqs.filter((it) => it > one).length);
        expect(countBetween(rows, from, to)).toBe(between.length);
        expect([...rowsBetween(rows, from, to)].map((row) => row.seq)).toEqual(between.toReversed());
      }),
    );
  });

  it('are never changed in place', () => {
    const before = updateRows(noRows, [summary(1), summary(2)]);
    updateRows(before, [summary(2, { pinned: true })], [1]);
    expect([rowOf(before, 1)?.seq, rowOf(before, 2)?.pinned]).toEqual([1, false]);
  });

  it('differ by the rows added and removed', () => {
    fc.assert(
      fc.property(steps, steps, (earlier, later) => {
        const [before, after] = [built(earlier), built([...earlier, ...later])];
        const { added, removed } = diffRows(before.rows, after.rows);
        const only = (these: number[], others: number[]) =>
          these.filter((one) => !others.includes(one)).reverse();
        expect(added.map((row) => row.seq)).toEqual(only(after.seqs, before.seqs));
        expect(removed.map((row) => row.seq)).toEqual(only(before.seqs, after.seqs));
      }),
    );
  });
});
