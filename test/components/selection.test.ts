import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '#components/inspector/feed/filtered-feed.ts';
import {
  filtersOf,
  noSelection,
  reduceSelection,
  type SelectionEvent,
} from '#components/inspector/selection/selection.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import { summary } from './summary.ts';

const selected = (...events: SelectionEvent[]) => events.reduce(reduceSelection, noSelection);

describe('a selection', () => {
  it('has what was picked, and ends when nothing is', () => {
    const two = selected({ type: 'toggled', seqs: [5] }, { type: 'toggled', seqs: [9] });
    expect([...two.picked]).toEqual([5, 9]);
    expect(reduceSelection(two, { type: 'toggled', seqs: [5] }).anchor).toBe(5);
    expect(selected({ type: 'toggled', seqs: [5] }, { type: 'toggled', seqs: [5] })).toBe(noSelection);
    expect(reduceSelection(two, { type: 'cleared' })).toBe(noSelection);
    // Several together: all of them, unless all were picked.
    const three = reduceSelection(two, { type: 'toggled', seqs: [4, 5] });
    expect([...three.picked]).toEqual([5, 9, 4]);
    expect([...reduceSelection(three, { type: 'toggled', seqs: [4, 5] }).picked]).toEqual([9]);
  });

  it('goes on from where it began', () => {
    const some = selected(
      { type: 'extended', from: 9, seqs: [9, 8] },
      { type: 'extended', from: 8, seqs: [9, 8, 6] },
    );
    expect(some.anchor).toBe(9);
    expect([...some.picked]).toEqual([9, 8, 6]);
  });

  it('loses what is deleted', () => {
    const some = selected({ type: 'extended', from: 3, seqs: [3, 2, 1] });
    expect([...reduceSelection(some, { type: 'removed', seqs: [2, 7] }).picked]).toEqual([3, 1]);
    expect(reduceSelection(some, { type: 'removed', seqs: [7] })).toBe(some);
    expect(reduceSelection(some, { type: 'removed', seqs: [1, 2, 3] })).toBe(noSelection);
  });

  it('is filters that find exactly it, none longer than the server takes', () => {
    expect(filtersOf(new Set([12, 3, 7, 8, 9]))).toEqual(['seq:3,7-9,12']);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (seqs) => {
        const filters = filtersOf(new Set(seqs)).map((text) => parseFilter(text, 0)!);
        const found = Array.from({ length: 60 }, (_, index) => index + 1).filter((seq) =>
          filters.some((filter) => filter.mayMatch(factsOfSummary(summary(seq)))),
        );
        expect(found).toEqual(seqs.toSorted((a, b) => a - b));
      }),
    );
    const apart = filtersOf(new Set(Array.from({ length: 3000 }, (_, index) => 100_000 + index * 2)));
    expect(apart.length).toBeGreaterThan(1);
    expect(Math.max(...apart.map((text) => text.length))).toBeLessThanOrEqual(4000);
  });
});
