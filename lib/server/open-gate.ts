import type { Logger } from 'pino';
import { BlockList, isBlockActive } from '#lib/access/limits/blocks.ts';
import { openRateCounters, type RateCounters } from '#lib/access/limits/rate-counters.ts';
import { openRedisConnection } from '#lib/access/limits/redis-connection.ts';
import { Gate } from '#lib/access/limits/request-limits.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { Trust } from '#lib/reply/confine.ts';
import type { Store } from '#lib/store/store.ts';
import type { CountBytes } from '#lib/wire/incoming/byte-meter.ts';
import { binFinder, type FindBin, type KnownBin, knownBins } from '#lib/wire/incoming/find-bin.ts';
import type { Counts } from './counts.ts';
import { countRejected } from './upkeep/rejected-counts.ts';
import { type StoreUse, storeLimit, watchStoreLimit } from './upkeep/store-limit.ts';

/** Everything that decides which requests are accepted. */
export type GateServices = {
  readonly gate: Gate;
  readonly rateLimits: RateCounters;
  readonly findBin: FindBin;
  readonly knownBin: KnownBin;
  /** Counts the body bytes that an address sends to a bin; null where they are not limited. */
  readonly byteCounterFor: (binId: number, address: string) => CountBytes | null;
  readonly room: Pick<StoreUse, 'state'>;
  readonly trust: Trust;
  /** Where rate limits are currently counted. */
  readonly countedIn: () => 'process' | 'redis' | 'process-for-want-of-redis';
  /** Reads the blocks from the store. */
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
  reportError: (error: unknown) => void;
  now: () => number;
};

/** How often blocks are read, milliseconds: another process may have changed them. */
const blocksInterval = 5000;

export async function openGate({
  config,
  store,
  root,
  announce,
  counts,
  log,
  reportError,
  now,
}: Parts): Promise<GateServices> {
  const redis = config.redis ? await openRedisConnection(config.redis.url, config.redis.prefix, log) : null;
  const rateLimits = openRateCounters(config.rates, redis);
  const refusals = countRejected(store, announce, reportError);
  const gate = new Gate(rateLimits, (why, binId) => {
    counts.refused[why] += 1;
    if (binId !== null) refusals.note(binId);
  });
  const readBlocks = async () => {
    const blocks = await store.listBlocks();
    gate.setBlocks(new BlockList(blocks));
    const over = blocks.filter((block) => !isBlockActive(block, now()));
    for (const { id } of over) await store.removeBlock(id);
  };
  await readBlocks();
  const maxBytes = await storeLimit(config, store, root);
  const room = await watchStoreLimit({ store, gate, maxBytes, log, reportError });
  const timer = setInterval(() => readBlocks().catch(reportError), blocksInterval);
  timer.unref();

  return {
    gate,
    rateLimits,
    findBin: binFinder({ store, gate, autoCreate: config.autoCreate, now }),
    knownBin: knownBins({ store, gate, now }),
    byteCounterFor:
      gate.countsBytes || maxBytes !== null
        ? (binId, address) => (bytes, how) => gate.countBytes(address, bytes, { binId, ...how })
        : () => null,
    room,
    trust: {
      // With a separate host for bins there is no reason to run their content on the app's host.
      onAppHost: config.trustBinAuthors && config.binDomain === undefined,
      onBinHosts: config.trustBinAuthors,
    },
    countedIn: () =>
      redis === null ? 'process' : redis.isReachable() ? 'redis' : 'process-for-want-of-redis',
    readBlocks,
    async close() {
      clearInterval(timer);
      await room.stop();
      redis?.close();
      await refusals.close();
    },
  };
}
