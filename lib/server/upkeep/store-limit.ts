import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Gate } from '#lib/access/limits/request-limits.ts';
import { humanSize } from '#lib/body/size.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { Store } from '#lib/store/store.ts';
import { type Schedule, schedule } from './schedule.ts';

/** Watches how full the store is. */
export type StoreUse = {
  /** Bytes in use, without free pages of its file, and the limit; null for no limit. */
  state(): { readonly usedBytes: number; readonly maxBytes: number | null };
} & Schedule;

type Parts = {
  store: Pick<Store, 'usedBytes'>;
  gate: Pick<Gate, 'isFull'>;
  maxBytes: number | null;
  log: { warn(facts: object, words: string): void; info(facts: object, words: string): void };
  reportError: (error: unknown) => void;
};

/** How often the store is measured, milliseconds: it reads two numbers from the file header, never per capture. */
const interval = 1000;

/** The share of the limit that must be free again before a full store counts as not full, so that it does not alternate. */
const clearance = 0.02;

/** Measures the store periodically, and closes the gate while the store has reached its limit. */
export async function watchStoreLimit({ store, gate, maxBytes, log, reportError }: Parts): Promise<StoreUse> {
  let usedBytes = 0;

  async function look(): Promise<void> {
    usedBytes = await store.usedBytes();
    if (maxBytes === null) return;
    const isFull = usedBytes >= maxBytes * (gate.isFull ? 1 - clearance : 1);
    if (isFull === gate.isFull) return;
    gate.isFull = isFull;
    const facts = { usedBytes, maxBytes };
    if (isFull)
      log.warn(
        facts,
        `The database has reached its limit of ${humanSize(maxBytes)} (STORE_MAX_BYTES). Requests are rejected with status 507 until there is room.`,
      );
    else log.info(facts, 'The database has room again. Requests are accepted.');
  }

  const watching = schedule(interval, reportError, look);
  await look().catch(reportError);
  return { ...watching, state: () => ({ usedBytes, maxBytes }) };
}

/** The share of its disk that a store may use by default: the rest is for its log and for other programs. */
const shareOfDisk = 0.8;

/** The limit of the store in bytes; null for none. A share of the disk is taken from the free space and the store's own size. */
export async function storeLimit(
  { storeMaxBytes, databaseUrl }: Pick<Config, 'storeMaxBytes' | 'databaseUrl'>,
  store: Pick<Store, 'usedBytes'>,
  root: string,
): Promise<number | null> {
  if (storeMaxBytes !== 'share-of-disk') return storeMaxBytes;
  // A database server has a disk of its own, which others watch.
  if (!databaseUrl.startsWith('file:')) return null;
  const file = path.resolve(root, databaseUrl.replace(/^file:/, ''));
  const { bavail, bsize } = await statfs(path.dirname(file));
  return Math.floor(shareOfDisk * (bavail * bsize + (await store.usedBytes())));
}
