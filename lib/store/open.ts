import { type InstanceLimits, usualLimits } from '#lib/model/bin-limits.ts';
import { type FilterWork, filtersHere } from '#lib/workers/filter-work.ts';
import { withNamedFailures } from './named-failures.ts';
import { troubleOf } from './sqlite/driver-error.ts';
import { openSqliteStore, type StoreThreads } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';
import { Turns } from './turns.ts';

export type { StoreThreads };

/**
 * Opens the store that `DATABASE_URL` names. A relative path is relative to `root`, the project's folder. `limits` are those of
 * the instance. Long work takes `turns`, and `filters` evaluates filters, on worker threads where there are some. With `threads`,
 * searches and checkpoints run on threads of their own.
 */
export function openStore(
  databaseUrl: string,
  root: string,
  limits: InstanceLimits = usualLimits,
  turns: Turns = new Turns(),
  filters: FilterWork = filtersHere,
  threads: StoreThreads | null = null,
): Promise<Store> {
  return openSqliteStore(databaseUrl, root, limits, turns, filters, threads).then((store) =>
    withNamedFailures(store, troubleOf),
  );
}
