import { type InstanceLimits, usualLimits } from '../model/limits.ts';
import { type FilterWork, filtersHere } from '../workers/filter-work.ts';
import { guarded } from './guarded.ts';
import { troubleOf } from './sqlite/driver-error.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';
import { Turns } from './turns.ts';

/**
 * Opens the store `DATABASE_URL` names. A relative file is relative to `root`, the project's folder. `limits` are the instance's;
 * whatever takes long takes `turns`, and `filters` are evaluated where they hold up nobody.
 */
export function openStore(
  databaseUrl: string,
  root: string,
  limits: InstanceLimits = usualLimits,
  turns: Turns = new Turns(),
  filters: FilterWork = filtersHere,
): Promise<Store> {
  return openSqliteStore(databaseUrl, root, limits, turns, filters).then((store) =>
    guarded(store, troubleOf),
  );
}
