import type { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';

/** Prisma's adapter, and the driver below it. */
export type Driver = { readonly Adapter: typeof PrismaPg; readonly pg: typeof pg };

let loading: Promise<Driver> | undefined;

/** Loads the PostgreSQL driver. A server with SQLite never does. */
export function loadDriver(): Promise<Driver> {
  loading ??= Promise.all([import('@prisma/adapter-pg'), import('pg')]).then(
    ([{ PrismaPg: Adapter }, { default: driver }]) => ({ Adapter, pg: driver }),
  );
  return loading;
}
