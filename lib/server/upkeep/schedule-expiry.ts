import { randomUUID } from 'node:crypto';
import { rememberedFor } from '#lib/access/idempotent-call.ts';
import type { Deliveries } from '#lib/deliveries/deliveries.ts';
import type { Bin, BinNumbers } from '#lib/model/bin.ts';
import { aliasFor, expiryOf, restorableFor } from '#lib/model/bin-limits.ts';
import type { CaptureContext } from '#lib/wire/capture.ts';
import type { DeclaredBins } from '../declared/declared-bins.ts';
import { type Schedule, schedule } from './schedule.ts';
import type { Eviction } from './schedule-eviction.ts';

/** How often expired data is removed, milliseconds. */
const retentionInterval = 60_000;

/**
 * Of several processes on one database, the one that ran last runs again; after this time without a run, any of them may.
 * Milliseconds.
 */
const leaseFor = 2.5 * retentionInterval;
/** The same where other processes are expected, and how often the lease is renewed there: another process takes over within seconds. */
const sharedLeaseFor = 15_000;
const renewedEvery = 5000;
const lease = 'retention';
const holder = randomUUID();

/** How many bins are checked at once. */
const binsAtATime = 50;

type Parts = Pick<CaptureContext, 'store' | 'announce'> & {
  rotation: Pick<Eviction, 'look'>;
  /** Stops what expired bins send. */
  deliveries: Pick<Deliveries, 'stopAllOf'>;
  /** Declared bins, which do not expire. */
  declared?: Pick<DeclaredBins, 'has'>;
};

/** Removes expired data periodically until it is stopped. With `isShared`, other processes on the database are expected. */
export function scheduleExpiry(
  parts: Parts,
  reportError: (error: unknown) => void,
  { isShared = false } = {},
): Schedule {
  const timer = isShared
    ? scheduleShared(parts, reportError)
    : schedule(retentionInterval, reportError, (isOver) => removeExpired(parts, Date.now, { isOver }));
  return {
    async stop() {
      await timer.stop();
      await parts.store.releaseLease(lease, holder).catch(reportError);
    },
  };
}

/** Runs in the process that holds the lease, which the others try to take all the time. */
function scheduleShared(parts: Parts, reportError: (error: unknown) => void): Schedule {
  /** When this process has run, milliseconds since the epoch; null when another one may have run since. */
  let ranAt: number | null = null;
  const take = () => {
    const now = Date.now();
    return parts.store.takeLease({ name: lease, holder, now, until: now + sharedLeaseFor });
  };
  return schedule(renewedEvery, reportError, async (isOver) => {
    if (!(await take())) ranAt = null;
    else if (ranAt === null || Date.now() - ranAt >= retentionInterval) {
      const renewal = setInterval(() => void take().catch(reportError), renewedEvery);
      const begun = Date.now();
      const hasRun = await removeExpired(parts, Date.now, { isOver, lasts: sharedLeaseFor }).finally(() =>
        clearInterval(renewal),
      );
      if (hasRun) ranAt = begun;
    }
  });
}

/**
 * Removes expired data: bins that expired or were deleted a day ago with all their captures, slugs given up a month ago,
 * bodies without a capture, responses of repeatable calls; and returns the space to the disk. It works in small steps, between which captures are
 * written. `now` returns milliseconds since the epoch. Returns false if another process is doing it.
 */
export async function removeExpired(
  parts: Parts,
  now: () => number,
  {
    isOver = () => false,
    by = holder,
    lasts = leaseFor,
  }: { isOver?: () => boolean; by?: string; lasts?: number } = {},
): Promise<boolean> {
  const { store } = parts;
  const isOurs = () => store.takeLease({ name: lease, holder: by, now: now(), until: now() + lasts });

  for (let last: number | undefined = 0; last !== undefined; ) {
    if (isOver() || !(await isOurs())) return false;
    await turn();
    const bins = await store.listBins(last, binsAtATime);
    for (const { bin, numbers } of bins) {
      if (!isOver()) await judge(parts, bin, numbers, now());
    }
    last = bins.at(-1)?.bin.id;
  }
  await store.removeAliases(now() - aliasFor);
  await store.removeStale(now());
  await store.removeCalls(now() - rememberedFor);
  while (!isOver() && (await store.removeUnusedBodies())) await turn();
  while (!isOver() && (await store.releaseFreePages())) await turn();
  return true;
}

async function judge(
  { store, announce, rotation, deliveries, declared }: Parts,
  bin: Bin,
  numbers: BinNumbers,
  now: number,
) {
  if (bin.deletedAt !== null) {
    // Another process may have deleted it.
    await deliveries.stopAllOf(bin.id);
    if (bin.deletedAt + restorableFor <= now) await store.removeBin(bin.id);
    return;
  }
  const expiresAt = expiryOf(bin, numbers);
  if (expiresAt !== null && expiresAt <= now && !declared?.has(bin.slug)) {
    announce.closed(bin.id, 'bin-expired');
    // Deleted first, so that it cannot begin to send. Deleted at 0, so that nobody can restore it and an interrupted removal is finished next time.
    await store.deleteBin(bin.id, 0);
    await deliveries.stopAllOf(bin.id);
    await store.removeBin(bin.id);
  } else if (
    numbers.kept - numbers.pinned > bin.capacity ||
    numbers.keptBytes - numbers.pinnedBytes > bin.maxBytes
  ) {
    rotation.look(bin.id);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
