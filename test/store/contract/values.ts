import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterValue } from '#lib/filter/filter-value.ts';
import { signatureResults } from '#lib/model/capture.ts';
import { countedKeys, mostValues, ValueCounter } from '#lib/model/value-counts.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import { received } from '../../support/received.ts';
import { allOf, type NewDatabase, oneTo, runs, testStore } from './database.ts';

const budget = 100_000;
const headers = fc.constantFrom(
  [],
  [['Content-Type', 'application/json; charset=utf-8']] as const,
  [
    ['Host', 'x'],
    ['content-TYPE', 'Text/Plain'],
    ['Content-Type', 'text/html'],
  ] as const,
  [['Content-Type', 'nonsense "\u00e9']] as const,
);
const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'méthode'),
  target: fc.constantFrom(
    '/b/x7k2/a?id=1',
    '/b/x7k2/a?id=2',
    '/b/x7k2?x',
    '/b/x7k2/caf\u00c3\u00a9',
    '/b/x7k2',
  ),
  headers,
  provider: fc.option(
    fc.record({
      id: fc.constantFrom('github', 'stripe'),
      event: fc.option(fc.constantFrom('push', 'ping')),
      deliveryId: fc.constant(null),
    }),
  ),
  signature: fc.option(fc.constantFrom(...signatureResults)),
  client: fc.option(fc.constant({ address: '203.0.113.7', by: 'forwarded' } as never)),
});

export function valueTests(newDatabase: NewDatabase): void {
  describe('values', () => {
    const { addBin, addMany, store } = testStore(newDatabase);

    test('the counts of a key are those of looking at the summary of each capture', async () => {
      let bins = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(requests, { maxLength: 12 }), async (sent) => {
          const { id } = await addBin(`values-${++bins}`);
          for (const [index, facts] of sent.entries()) {
            const seq = await store.addCapture(id, received(facts));
            const status = [200, 503, 0][index % 4];
            if (status !== undefined) store.recordResponse(id, seq!, { status, micros: 1, complete: true });
          }
          const rows = (await allOf(store.eachCapture(id))).map(captureSummary);
          for (const key of countedKeys) {
            const counter = new ValueCounter();
            for (const row of rows) counter.add(filterValue(key, row));
            expect(await store.values(id, { key, budget })).toEqual({
              key,
              ...counter.list(),
              counted: sent.length,
              isPartial: false,
            });
          }
        }),
        { numRuns: runs(40) },
      );
    });

    test('a budget counts the newest only, and a long list of values ends with how many were left out', async () => {
      const { id } = await addBin();
      await addMany(id, 1200, { method: 'GET' });
      await addMany(id, 1500, { method: 'PUT' });
      expect(await store.values(id, { key: 'method', budget: 2000 })).toEqual({
        key: 'method',
        values: [
          { value: 'PUT', count: 1500 },
          { value: 'GET', count: 500 },
        ],
        omitted: 0,
        counted: 2000,
        isPartial: true,
      });
      const other = await addBin('other');
      for (const n of oneTo(mostValues + 3)) await addMany(other.id, 1, { target: `/b/x7k2/${n}` });
      const paths = await store.values(other.id, { key: 'path', budget });
      expect(paths).toMatchObject({ omitted: 3, counted: mostValues + 3, isPartial: false });
      expect(paths.values).toHaveLength(mostValues);
    });
  });
}
