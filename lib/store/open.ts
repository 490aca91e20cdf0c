import { type InstanceLimits, usualLimits } from '../model/limits.ts';
import { guarded } from './guarded.ts';
import { troubleOf } from './sqlite/driver-error.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Opens the store `DATABASE_URL` names. A relative file is relative to `root`, the project's folder. `limits` are the instance's. */
export function openStore(
  databaseUrl: string,
  root: string,
  limits: InstanceLimits = usualLimits,
): Promise<Store> {
  return openSqliteStore(databaseUrl, root, limits).then((store) => guarded(store, troubleOf));
}
