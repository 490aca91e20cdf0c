import { randomUUID } from 'node:crypto';
import type { Bin, BinNumbers } from '../model/bin.ts';
import { aliasFor, expiryOf, restorableFor } from '../model/limits.ts';
import type { Line } from '../wire/capture.ts';
import type { DeclaredBins } from './declared/declared-bins.ts';
import type { Rotation } from './rotation.ts';
import { type Schedule, schedule } from './schedule.ts';

/** How often it is done, milliseconds. */
const retentionInterval = 60_000;

/** Of several processes on one database the one that did it last does it next; after so long without it, any does. */
const leaseFor = 2.5 * retentionInterval;
const lease = 'retention';
const holder = randomUUID();

/** Bins looked at together. */
const binsAtATime = 50;

type Parts = Pick<Line, 'store' | 'announce'> & {
  rotation: Pick<Rotation, 'look'>;
  /** Bins that do not expire: the operator declared them. */
  declared?: Pick<DeclaredBins, 'has'>;
};

/** Does it from time to time, until it is stopped. */
export function keepRetaining(parts: Parts, blame: (error: unknown) => void): Schedule {
  const timer = schedule(retentionInterval, blame, (isOver) => retain(parts, Date.now, { isOver }));
  return {
    async stop() {
      await timer.stop();
      await parts.store.giveLease(lease, holder).catch(blame);
    },
  };
}

/**
 * Removes what is past its time: bins that expired or were deleted a day ago with all they keep, slugs given up a month ago,
 * bodies without a capture; and gives the room back to the disk. All of it in small steps, between which captures are
 * written. `now` tells milliseconds since the epoch. False when another process is at it.
 */
export async function retain(
  parts: Parts,
  now: () => number,
  { isOver = () => false, by = holder }: { isOver?: () => boolean; by?: string } = {},
): Promise<boolean> {
  const { store } = parts;
  const isOurs = () => store.takeLease({ name: lease, holder: by, now: now(), until: now() + leaseFor });

  for (let last: number | undefined = 0; last !== undefined; ) {
    if (isOver() || !(await isOurs())) return false;
    await turn();
    const bins = await store.binsAfter(last, binsAtATime);
    for (const { bin, numbers } of bins) {
      if (!isOver()) await judge(parts, bin, numbers, now());
    }
    last = bins.at(-1)?.bin.id;
  }
  await store.dropAliases(now() - aliasFor);
  await store.sweep(now());
  while (!isOver() && (await store.sweepSome())) await turn();
  while (!isOver() && (await store.giveBack())) await turn();
  return true;
}

async function judge(
  { store, announce, rotation, declared }: Parts,
  bin: Bin,
  numbers: BinNumbers,
  now: number,
) {
  if (bin.deletedAt !== null) {
    if (bin.deletedAt + restorableFor <= now) await store.removeBin(bin.id);
    return;
  }
  const expiresAt = expiryOf(bin, numbers);
  if (expiresAt !== null && expiresAt <= now && !declared?.has(bin.slug)) {
    announce.closed(bin.id, 'bin-expired');
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
