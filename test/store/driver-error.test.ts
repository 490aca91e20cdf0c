import { expect, test } from 'vitest';
import { isBusy, troubleOf } from '#lib/store/sqlite/driver-error.ts';

const withCode = (code: string, more: object = {}) =>
  Object.assign(new Error('it failed'), { code, ...more });
/** As the driver adapter throws what SQLite said. */
const adapters = (originalCode: string) =>
  Object.assign(new Error('it failed', { cause: { kind: 'sqlite', originalCode } }), {
    name: 'DriverAdapterError',
  });
/** As Prisma's client throws what the adapter threw. */
const prismas = (code: string, originalCode: string) =>
  withCode(code, { meta: { driverAdapterError: adapters(originalCode) } });

test('every way of running out of something is told, however the error is wrapped', () => {
  const told = [
    adapters('SQLITE_FULL'),
    prismas('P2010', 'SQLITE_FULL'),
    new Error('it failed', { cause: withCode('SQLITE_FULL') }),
    new AggregateError([new Error('another'), withCode('ENOSPC')]),
    adapters('SQLITE_IOERR_WRITE'),
    adapters('UNKNOWN_SQLITE_ERROR_8714'),
    withCode('EDQUOT'),
    adapters('SQLITE_IOERR_NOMEM'),
    withCode('EMFILE'),
    adapters('SQLITE_CANTOPEN'),
    adapters('SQLITE_READONLY_ROLLBACK'),
    withCode('SQLITE_CORRUPT_INDEX'),
    prismas('P1008', 'SQLITE_BUSY'),
    withCode('P2028'),
  ].map(troubleOf);
  expect(told).toEqual([
    'disk-full',
    'disk-full',
    'disk-full',
    'disk-full',
    'disk-failed',
    'disk-failed',
    'disk-failed',
    'out-of-memory',
    'out-of-descriptors',
    'not-opened',
    'read-only',
    'damaged',
    'busy',
    'busy',
  ]);
});

test('what is wrong with the data is not taken for trouble of the database', () => {
  const cyclic: { cause?: unknown } = new Error('it failed');
  cyclic.cause = cyclic;
  for (const error of [adapters('SQLITE_CONSTRAINT_UNIQUE'), withCode('P2002'), cyclic, null, 'no error'])
    expect(troubleOf(error)).toBeNull();
});

test('only a database in use is worth waiting for', () => {
  expect(isBusy(prismas('P1008', 'SQLITE_BUSY_SNAPSHOT'))).toBe(true);
  expect(isBusy(adapters('UNKNOWN_SQLITE_ERROR_773'))).toBe(true);
  expect(isBusy(adapters('SQLITE_FULL'))).toBe(false);
});
