import { expect, test } from 'vitest';
import { loadDriver, needsNodeApi } from '#lib/store/sqlite/driver.ts';

test.each([
  ['20.19.0', false],
  ['22.12.0', false],
  ['24.0.0', true],
  ['25.1.0', true],
])('Node.js %s needs the driver that uses Node-API: %s', (version, needed) => {
  expect(needsNodeApi(version)).toBe(needed);
});

test('the driver of this Node.js opens a database', async () => {
  const { Database } = await loadDriver();
  const database = new Database(':memory:');
  expect(database.prepare('SELECT 1 + 1 AS two').get()).toEqual({ two: 2 });
  database.close();
});
