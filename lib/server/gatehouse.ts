import { BlockList, lasts } from '../access/blocks.ts';
import { Gate } from '../access/gate.ts';
import { openRateLimits, type RateLimits } from '../access/rate-limits.ts';
import { openSharedCounters } from '../access/shared-counters.ts';
import type { Config } from '../config.ts';
import type { Announce } from '../live/announce.ts';
import type { Trust } from '../reply/confine.ts';
import type { Store } from '../store/store.ts';
import { type Admit, admission } from '../wire/admit.ts';
import type { Counts } from './counts.ts';
import { countRefusals } from './refusals.ts';

/** Everything that decides who comes in. */
export type Gatehouse = {
  readonly gate: Gate;
  readonly rateLimits: RateLimits;
  readonly admit: Admit;
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
  announce: Announce;
  counts: Counts;
  log: { warn(words: string): void; info(words: string): void };
  blame: (error: unknown) => void;
  now: () => number;
};

/** How often blocks are read, since another process may have changed them, milliseconds. */
const blocksInterval = 5000;

export async function openGatehouse({
  config,
  store,
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
  const timer = setInterval(() => readBlocks().catch(blame), blocksInterval);
  timer.unref();

  return {
    gate,
    rateLimits,
    admit: admission({ store, gate, autoCreate: config.autoCreate, now }),
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
      shared?.close();
      await refusals.close();
    },
  };
}
