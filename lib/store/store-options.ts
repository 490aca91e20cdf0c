import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { type InstanceLimits, usualLimits } from '#lib/model/bin-limits.ts';
import { type FilterWork, filtersHere } from '#lib/workers/filter-work.ts';
import { Turns } from './turns.ts';

/** Called for every commit of captures, with their number and the time it took, milliseconds. */
export type ObserveCommit = (captures: number, milliseconds: number) => void;

/** What a store is opened with. */
export type StoreOptions = {
  /** The limits of the instance. */
  readonly limits: InstanceLimits;
  /** Long work takes turns. */
  readonly turns: Turns;
  /** Evaluates filters, on worker threads where there are some. */
  readonly filters: FilterWork;
  /** Encrypts the secrets in reply settings; null where the server has no `SECRET_KEY`. */
  readonly cipher: SecretCipher | null;
  readonly observeCommit: ObserveCommit;
};

/** Options with the missing ones as on a server without settings and worker threads. */
export function storeOptions({
  limits = usualLimits,
  turns = new Turns(),
  filters = filtersHere,
  cipher = null,
  observeCommit = () => {},
}: Partial<StoreOptions>): StoreOptions {
  return { limits, turns, filters, cipher, observeCommit };
}
