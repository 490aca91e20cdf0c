import { withNamedFailures } from './named-failures.ts';
import { troubleOf as troubleOfPostgres } from './postgres/driver-error.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { troubleOf } from './sqlite/driver-error.ts';
import { openSqliteStore, type StoreThreads } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';
import { type StoreOptions, storeOptions } from './store-options.ts';

export type { StoreThreads };

/**
 * Opens the store that `DATABASE_URL` names: `file:PATH` for SQLite, `postgresql://…` for PostgreSQL. A relative path is relative to
 * `root`, the project's folder. With `threads`, searches and checkpoints of SQLite run on threads of their own.
 * @throws Error with a sentence for the operator when the database cannot be opened.
 */
export async function openStore(
  databaseUrl: string,
  root: string,
  { threads = null, ...options }: Partial<StoreOptions> & { threads?: StoreThreads | null } = {},
): Promise<Store> {
  if (isPostgres(databaseUrl))
    return withNamedFailures(
      await openPostgresStore(databaseUrl, root, storeOptions(options)),
      troubleOfPostgres,
    );
  const store = await openSqliteStore(databaseUrl, root, storeOptions(options), threads);
  return withNamedFailures(store, troubleOf);
}

function isPostgres(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}
