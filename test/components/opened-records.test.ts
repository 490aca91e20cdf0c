import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionOf, recordAt } from '#components/body/opened-records.ts';

test('every place is a record or a line of one that is opened, in order', () => {
  const opened = fc.uniqueArray(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 4 })), {
    selector: ([record]) => record,
  });
  fc.assert(
    fc.property(opened, (pairs) => {
      const stretches = pairs
        .map(([record, lines]) => ({ record, lines }))
        .sort((a, b) => a.record - b.record);
      const expected = Array.from({ length: 10 }, (_, record) => [
        { record, line: null },
        ...Array.from({ length: stretches.find((it) => it.record === record)?.lines ?? 0 }, (_, line) => ({
          record,
          line,
        })),
      ]).flat();
      expect(expected.map((_, place) => recordAt(stretches, place))).toEqual(expected);
      for (let record = 0; record < 10; record++) {
        expect(recordAt(stretches, positionOf(stretches, record))).toEqual({ record, line: null });
      }
    }),
  );
});
