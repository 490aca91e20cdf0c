import * as nodeModule from 'node:module';
import type { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type Database from 'better-sqlite3';

/** Prisma's adapter, and the driver below it. */
export type Driver = {
  readonly Adapter: typeof PrismaBetterSqlite3;
  readonly Database: typeof Database;
};

/** Version 13 of better-sqlite3, installed beside version 12 where Node.js is new enough for it. */
const nodeApiPackage = 'better-sqlite3-node-api';

type Resolve = (specifier: string, context: unknown, next: Resolve) => unknown;
type RegisterHooks = (hooks: { resolve: Resolve }) => void;

let loading: Promise<Driver> | undefined;

/**
 * Loads the SQLite driver that suits this Node.js. Version 12 of better-sqlite3 is compiled for one version of V8 and aborts on
 * Node.js 24.19 and newer; version 13 uses Node-API and crashes on Node.js 20. Both have the same interface, and the adapter
 * imports the driver by its name, so on Node.js 24 that name is resolved to version 13.
 * @throws Error when the package for this Node.js is not installed.
 */
export function loadDriver(): Promise<Driver> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Driver> {
  if (needsNodeApi(process.versions.node)) {
    await import(/* @vite-ignore */ /* turbopackIgnore: true */ nodeApiPackage).catch((cause) => {
      const words = `Node.js ${process.versions.node} needs the package ${nodeApiPackage}. Run npm ci with this version of Node.js.`;
      throw new Error(words, { cause });
    });
    const { registerHooks } = nodeModule as unknown as { registerHooks: RegisterHooks };
    registerHooks({
      resolve: (specifier, context, next) =>
        next(specifier === 'better-sqlite3' ? nodeApiPackage : specifier, context, next),
    });
  }
  const [{ PrismaBetterSqlite3: Adapter }, { default: Database }] = await Promise.all([
    import('@prisma/adapter-better-sqlite3'),
    import('better-sqlite3'),
  ]);
  return { Adapter, Database };
}

/**
 * The driver's database that an adapter has opened. The adapter prepares every statement anew; with the database they can be
 * prepared once, on the same connection.
 * @throws Error when this version of the adapter keeps it elsewhere.
 */
export function databaseBelow(adapter: SqlDriverAdapter): Database.Database {
  const { client } = adapter as SqlDriverAdapter & { client?: Database.Database };
  if (typeof client?.prepare !== 'function')
    throw new Error('This version of @prisma/adapter-better-sqlite3 does not give access to its database.');
  return client;
}

/** Whether a version of Node.js, `24.19.0`, needs the driver that uses Node-API. */
export function needsNodeApi(version: string): boolean {
  return Number(version.split('.')[0]) >= 24;
}
