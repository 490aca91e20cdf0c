import type { Logger } from 'pino';
import { BlockList, lasts } from '../access/blocks.ts';
import { Gate } from '../access/gate.ts';
import { openRateLimits, type RateLimits } from '../access/rate-limits.ts';
import { openSharedCounters } from '../access/shared-counters.ts';
import type { Config } from '../config.ts';
import type { Announce } from '../live/announce.ts';
import type { Trust } from '../reply/confine.ts';
import type { Store } from '../store/store.ts';
import { type Admit, admission } from '../wire/admit.ts';
import type { Spend } from '../wire/byte-meter.ts';
import type { Counts } from './counts.ts';
import { countRefusals } from './refusals.ts';
import { type Room, storeLimit, watchRoom } from './room.ts';

/** Everything that decides who comes in. */
export type Gatehouse = {
  readonly gate: Gate;
  readonly rateLimits: RateLimits;
  readonly admit: Admit;
  /** Counts the bytes of a body that comes from an address to a bin; null where nothing limits them. */
  readonly spendFor: (binId: number, address: string) => Spend | null;
  readonly room: Pick<Room, 'state'>;
  readonly trust: Trust;
  /** Where rate limits are counted now. */
  readonly countedIn: () => 'process' | 'redis' | 'process-for-want-of-redis';
  /** Takes over what the store says is blocked. */
  readonly readBlocks: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Parts = {
  config: Config;
  store: Store;
  /** The folder that a relative `DATABASE_URL` is relative to. */
  root: string;
  announce: Announce;
  counts: Counts;
  log: Pick<Logger, 'warn' | 'info'>;
  blame: (error: unknown) => void;
  now: () => number;
};

/** How often blocks are read, since another process may have changed them, milliseconds. */
const blocksInterval = 5000;

export async function openGatehouse({
  config,
  store,
  root,
  announce,
  counts,
  log,
  blame,
  now,
}: Parts): Promise<Gatehouse> {
  const shared = config.redis ? await openSharedCounters(config.redis.url, config.redis.prefix, log) : null;
  const rateLimits = openRateLimits(config.rates, shared);
  const refusals = countRefusals(store, announce, blame);
  const gate = new Gate(rateLimits, (why, binId) => {
    counts.refused[why] += 1;
    if (binId !== null) refusals.note(binId);
  });
  const readBlocks = async () => {
    const blocks = await store.blocks();
    gate.keepOut(new BlockList(blocks));
    const over = blocks.filter((block) => !lasts(block, now()));
    for (const { id } of over) await store.removeBlock(id);
  };
  await readBlocks();
  const maxBytes = await storeLimit(config, store, root);
  const room = await watchRoom({ store, gate, maxBytes, log, blame });
  const timer = setInterval(() => readBlocks().catch(blame), blocksInterval);
  timer.unref();

  return {
    gate,
    rateLimits,
    admit: admission({ store, gate, autoCreate: config.autoCreate, now }),
    spendFor:
      gate.countsBytes || maxBytes !== null
        ? (binId, address) => (bytes, how) => gate.countBytes(address, bytes, { binId, ...how })
        : () => null,
    room,
    trust: {
      // With a host of their own for bins there is no reason to run them beside the app.
      onAppHost: config.trustBinAuthors && config.binDomain === undefined,
      onBinHosts: config.trustBinAuthors,
    },
    countedIn: () =>
      shared === null ? 'process' : shared.isReachable() ? 'redis' : 'process-for-want-of-redis',
    readBlocks,
    async close() {
      clearInterval(timer);
      await room.stop();
      shared?.close();
      await refusals.close();
    },
  };
}
