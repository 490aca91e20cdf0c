import { createHash } from 'node:crypto';
import { afterEach, beforeEach } from 'vitest';
import type { Bin } from '#lib/model/bin.ts';
import type { Recognised } from '#lib/model/capture.ts';
import type { BinSettings } from '#lib/store/contracts/bins.ts';
import type { Store } from '#lib/store/store.ts';
import type { StoreOptions } from '#lib/store/store-options.ts';
import { received } from '../../support/received.ts';

/** A database of the test's own, which may be opened, closed and opened again. */
export type TestDatabase = { open(options?: Partial<StoreOptions>): Promise<Store>; remove(): Promise<void> };
export type NewDatabase = () => Promise<TestDatabase>;

/**
 * Opens a new database for each test. `store` is the one that is open, also after `reopen`; `open` opens the database once
 * more beside it.
 */
export function testStore(newDatabase: NewDatabase) {
  let database: TestDatabase;
  let current: Store;
  let owners: Map<string, number>;
  beforeEach(async () => {
    owners = new Map();
    database = await newDatabase();
    current = await database.open();
  });
  afterEach(async () => {
    await current.close();
    await database.remove();
  });

  const store = new Proxy({} as Store, { get: (_, name) => Reflect.get(current, name) });

  async function reopen(options?: Partial<StoreOptions>): Promise<void> {
    await current.close();
    current = await database.open(options);
  }

  /** Adds a bin. The key of its owner is `owner of SLUG` for the first bin of a slug. */
  function addBin(slug = 'x7k2', settings: Partial<BinSettings> = {}): Promise<Bin> {
    const count = owners.get(slug) ?? 0;
    owners.set(slug, count + 1);
    const key = count === 0 ? `owner of ${slug}` : `owner ${count} of ${slug}`;
    return store.addBin({ slug, ownerKeyHash: keyHash(key), now: 1000, ...settings });
  }

  const addMany = (binId: number, count: number, facts?: Partial<Recognised>) =>
    Promise.all(Array.from({ length: count }, () => store.addCapture(binId, received(facts))));

  /** The seqs of the captures a bin has, oldest first. */
  const seqsOf = async (binId: number): Promise<number[]> =>
    (await store.list(binId, { after: 0, limit: 1000 })).captures.map(({ seq }) => seq);

  const pin = (binId: number, seq: number, pinned = true) => store.changeCapture(binId, seq, { pinned });

  /** Evicts until a bin is within its limits. The seqs that were evicted. */
  const evictAll = async (binId: number): Promise<number[]> => {
    const seqs: number[] = [];
    for (let some = await store.evictOldest(binId); some; some = await store.evictOldest(binId))
      seqs.push(...some.seqs);
    return seqs;
  };

  return { store, open: () => database.open(), reopen, addBin, addMany, seqsOf, pin, evictAll };
}

/** How many times a property is tried: so often with `NERVES`, and a fifth of that otherwise. */
export const runs = (count: number) => (process.env.NERVES ? count : Math.ceil(count / 5));

export const ascending = (a: number, b: number) => a - b;
export const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
export const keyHash = (key: string): Uint8Array => createHash('sha256').update(key).digest();

export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
