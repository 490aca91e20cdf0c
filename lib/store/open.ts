import { withNamedFailures } from './named-failures.ts';
import { troubleOf } from './sqlite/driver-error.ts';
import { openSqliteStore, type StoreThreads } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';
import { type StoreOptions, storeOptions } from './store-options.ts';

export type { StoreThreads };

/**
 * Opens the store that `DATABASE_URL` names. A relative path is relative to `root`, the project's folder. With `threads`, searches and
 * checkpoints run on threads of their own.
 */
export async function openStore(
  databaseUrl: string,
  root: string,
  { threads = null, ...options }: Partial<StoreOptions> & { threads?: StoreThreads | null } = {},
): Promise<Store> {
  const store = await openSqliteStore(databaseUrl, root, storeOptions(options), threads);
  return withNamedFailures(store, troubleOf);
}
