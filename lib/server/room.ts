import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Gate } from '../access/gate.ts';
import { humanSize } from '../body/size.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { type Schedule, schedule } from './schedule.ts';

/** Whether the store has room for more. */
export type Room = {
  /** Bytes in use, free pages of its file not counted, and how many there may be; null for no limit. */
  state(): { readonly usedBytes: number; readonly maxBytes: number | null };
} & Schedule;

type Parts = {
  store: Pick<Store, 'usedBytes'>;
  gate: Pick<Gate, 'isFull'>;
  maxBytes: number | null;
  log: { warn(facts: object, words: string): void; info(facts: object, words: string): void };
  blame: (error: unknown) => void;
};

/** How often the store is measured, milliseconds: two numbers of its file's head, never per capture. */
const interval = 1000;

/** Once it was full, so much has to be free again, as a part of all: else it would be full and not full by turns. */
const clearance = 0.02;

/** Measures the store from time to time, and closes the gate while it has as many bytes as it may have. */
export async function watchRoom({ store, gate, maxBytes, log, blame }: Parts): Promise<Room> {
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
        `The database has reached its limit of ${humanSize(maxBytes)} (STORE_MAX_BYTES): requests are rejected with 507 until there is room`,
      );
    else log.info(facts, 'The database has room again: requests are taken');
  }

  const watching = schedule(interval, blame, look);
  await look().catch(blame);
  return { ...watching, state: () => ({ usedBytes, maxBytes }) };
}

/** A part of its disk that a store takes where nobody says how much: the rest is for its log and for others. */
const shareOfDisk = 0.8;

/** The limit of the store in bytes; null for none. Of a disk's share only what is free now counts, and what the store has. */
export async function storeLimit(
  { storeMaxBytes, databaseUrl }: Pick<Config, 'storeMaxBytes' | 'databaseUrl'>,
  store: Pick<Store, 'usedBytes'>,
  root: string,
): Promise<number | null> {
  if (storeMaxBytes !== 'share-of-disk') return storeMaxBytes;
  const file = path.resolve(root, databaseUrl.replace(/^file:/, ''));
  const { bavail, bsize } = await statfs(path.dirname(file));
  return Math.floor(shareOfDisk * (bavail * bsize + (await store.usedBytes())));
}
