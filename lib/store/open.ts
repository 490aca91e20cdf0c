import { guarded } from './guarded.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Opens the store `DATABASE_URL` names. A relative file is relative to `root`, the project's folder. */
export function openStore(databaseUrl: string, root: string): Promise<Store> {
  return openSqliteStore(databaseUrl, root).then(guarded);
}
