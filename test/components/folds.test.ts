import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Folds,
  fold,
  isFolded,
  lineAt,
  placeOfLine,
  shownCount,
  unfold,
  unfoldAround,
} from '#components/body/folds.ts';

/** Containers of a text of 40 lines: each opens on a line and closes on a later one, one inside or beside another. */
const containers = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 19 })), { maxLength: 6 })
  .map((pairs) => pairs.map(([half, depth]) => [Math.min(half, depth), 39 - Math.min(half, depth)] as const));

describe('folding', () => {
  it('leaves out the lines after the one that opens, up to the one that closes', () => {
    const folds = fold(fold([], 2, 5), 10, 11);
    expect(isFolded(folds, 2)).toBe(true);
    expect(shownCount(folds, 20)).toBe(16);
    expect(Array.from({ length: 8 }, (_, place) => lineAt(folds, place))).toEqual([0, 1, 2, 6, 7, 8, 9, 10]);
    expect(unfold(folds, 2)).toEqual([[11, 11]]);
  });

  it('shows each line that is left once, in order, whatever is folded', () => {
    fc.assert(
      fc.property(containers, (all) => {
        const folds = all.reduce<Folds>((now, [open, close]) => fold(now, open, close), []);
        const hidden = (line: number) => all.some(([open, close]) => line > open && line <= close);
        const left = Array.from({ length: 40 }, (_, line) => line).filter((line) => !hidden(line));
        expect(shownCount(folds, 40)).toBe(left.length);
        expect(left.map((_, place) => lineAt(folds, place))).toEqual(left);
      }),
    );
  });

  it('counts only what has been read so far', () => {
    expect(shownCount(fold([], 2, 50), 10)).toBe(3);
  });
});

it('a line has its place among those shown, and unfolding around it brings it into sight', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 8 }))), (wanted) => {
      const folds = wanted.reduce<Folds>((now, [open, length]) => fold(now, open, open + length), []);
      for (let place = 0; place < 20; place++) expect(placeOfLine(folds, lineAt(folds, place))).toBe(place);
      for (let line = 0; line < 40; line++) {
        const open = unfoldAround(folds, line);
        expect(lineAt(open, placeOfLine(open, line))).toBe(line);
      }
    }),
  );
});
