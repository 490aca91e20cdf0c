import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptPlaces, fuller } from '#components/inspector/attempts/attempts-in-list.ts';
import {
  type CaptureRows,
  noRows,
  rowsBetween,
  updateRows,
} from '#components/inspector/feed/capture-rows.ts';
import { summary } from './summary.ts';

const delivered = (seq: number, deliveryId: string | null) =>
  summary(seq, { provider: { id: 'stripe', event: 'invoice.paid', deliveryId } });

test('attempts of one delivery are counted in their order, whatever order they are heard of', () => {
  const places = attemptPlaces();
  const [first, other, third] = [delivered(1, 'a'), delivered(2, 'b'), delivered(3, 'a')];
  const rows = updateRows(noRows, [third, other]);
  places.follow(rows);
  expect(places.of(third)).toBeNull();
  places.follow(updateRows(rows, [first, third]));
  expect(places.of(first)).toEqual({ place: 1, count: 2 });
  expect(places.of(third)).toEqual({ place: 2, count: 2 });
  expect(places.of(other)).toBeNull();
});

test('one that was deleted counts no longer, and without a delivery id nothing does, though bodies are the same', () => {
  const places = attemptPlaces();
  const rows = [delivered(1, 'a'), delivered(2, 'a'), delivered(3, null), delivered(4, null), summary(5)];
  const all = updateRows(noRows, rows);
  places.follow(all);
  expect(places.of(rows[0]!)).toEqual({ place: 1, count: 2 });
  places.follow(updateRows(all, [], [1]));
  expect(rows.map((row) => places.of(row))).toEqual([null, null, null, null, null]);
});

test('followed step by step they are those of the rows as they are', () => {
  const change = fc.record({
    put: fc.array(fc.integer({ min: 1, max: 800 }), { maxLength: 60 }),
    drop: fc.array(fc.integer({ min: 1, max: 800 }), { maxLength: 30 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
      const places = attemptPlaces();
      let rows: CaptureRows = noRows;
      for (const { put, drop } of changes) {
        rows = updateRows(
          rows,
          put.map((seq) => delivered(seq, `${seq % 9}`)),
          drop,
        );
        places.follow(rows);
      }
      const left = [...rowsBetween(rows, 1, 800)];
      for (const row of left) {
        const series = left.filter(({ seq }) => seq % 9 === row.seq % 9);
        const expected = { place: series.indexOf(row) + 1, count: series.length };
        expect(places.of(row)).toEqual(series.length > 1 ? expected : null);
      }
    }),
  );
});

test('one that arrives behind thousands of others is looked at alone', () => {
  let looks = 0;
  const counting = (seq: number) =>
    Object.defineProperty(delivered(seq, 'a'), 'provider', {
      get() {
        looks++;
        return { id: 'stripe', event: null, deliveryId: 'a' };
      },
    });
  const places = attemptPlaces();
  const many = updateRows(
    noRows,
    Array.from({ length: 5000 }, (_, index) => counting(index + 1)),
  );
  places.follow(many);
  looks = 0;
  places.follow(updateRows(many, [counting(5001)]));
  expect(looks).toBe(1);
  expect(places.of(delivered(5001, 'a'))).toEqual({ place: 5001, count: 5001 });
  places.follow(noRows);
  expect(places.of(delivered(5001, 'a'))).toBeNull();
});

test('of two lists the one that has more of a series says the place', () => {
  const [two, three] = [
    { place: 1, count: 2 },
    { place: 2, count: 3 },
  ];
  expect([
    fuller(two, three),
    fuller(three, two),
    fuller(null, two),
    fuller(two, null),
    fuller(null, null),
  ]).toEqual([three, three, two, two, null]);
});
