import { expect, test } from 'vitest';
import { attemptPlaces } from '#components/inspector/attempts/attempt-places.ts';
import { summary } from './summary.ts';

const delivered = (seq: number, deliveryId: string | null) =>
  summary(seq, { provider: { id: 'stripe', event: 'invoice.paid', deliveryId } });

test('attempts of one delivery are counted in their order, whatever order they are heard of', () => {
  const places = attemptPlaces();
  const [first, other, third] = [delivered(1, 'a'), delivered(2, 'b'), delivered(3, 'a')];
  places.add([third, other]);
  expect(places.of(third)).toBeNull();
  places.add([first, third]);
  expect(places.of(first)).toEqual({ place: 1, count: 2 });
  expect(places.of(third)).toEqual({ place: 2, count: 2 });
  expect(places.of(other)).toBeNull();
});

test('one that was deleted counts no longer, and without a delivery id nothing does', () => {
  const places = attemptPlaces();
  const rows = [delivered(1, 'a'), delivered(2, 'a'), delivered(3, null), delivered(4, null)];
  places.add(rows);
  places.remove([1]);
  expect(rows.map((row) => places.of(row))).toEqual([null, null, null, null]);
});
