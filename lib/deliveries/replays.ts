import { nanoid } from 'nanoid';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { ReplayOrder } from '#lib/model/delivery-input.ts';
import type { DeliveryDestination, ReplayPlan, ReplayProgress } from '#lib/model/delivery-json.ts';
import { longestWaitToSend, mostReplays } from '#lib/model/delivery-limits.ts';
import { Failure, fail } from '#lib/model/errors.ts';
import { type CapturedTarget, targetForBin } from '#lib/outgoing/bin-target.ts';
import { parseDestination } from '#lib/outgoing/destination.ts';
import type { DeliveryReader } from '#lib/summary/delivery-summary.ts';
import { BulkReplay } from './bulk-replay.ts';
import type { DeliveryWork } from './delivery-work.ts';
import { extentOf, matchingCaptures } from './matching-captures.ts';
import { bodyOf, checkSendable, destinationOf, newDelivery, optionsOf } from './new-delivery.ts';

/** How many ended bulk replays are remembered. */
const rememberedReplays = 100;

/** The bulk replays of this process. */
export type Replays = {
  /** What a bulk replay would send. Fails with `bin-not-found`, `destination-invalid` or `egress-refused`. */
  planReplay(bin: Bin, order: ReplayOrder, filter: Filter | undefined, asker: Asker): Promise<ReplayPlan>;
  /** Begins a bulk replay of the captures there are now. Fails like `planReplay`, and with `send-busy`. */
  startReplay(
    bin: Bin,
    order: ReplayOrder,
    filter: Filter | undefined,
    context: { asker: Asker; origin: string },
  ): Promise<ReplayProgress>;
  /** Fails with `replay-not-found`, also for those of other processes. */
  replay(binId: number, id: string, reader: DeliveryReader): ReplayProgress;
  /** Stops a bulk replay and the requests of it that are being sent. Fails with `replay-not-found`. */
  stopReplay(binId: number, id: string, reader: DeliveryReader): Promise<ReplayProgress>;
};

/** Also returns how to stop all of them. */
export function openReplays(work: DeliveryWork): Replays & { stopAll(): Promise<void> } {
  const { store, egress, announce, config, now, reportError } = work.parts;
  const { binDomain, maxBodyBytes } = config;
  const replays = new Map<string, { readonly binId: number; readonly replay: BulkReplay }>();
  /** How many replays of a bin are being counted and will begin. */
  const beginning = new Map<number, number>();

  const runningOf = (binId: number) =>
    [...replays.values()].filter((one) => one.binId === binId && one.replay.isRunning).length;

  /** Counts a replay as running while its captures are counted. Fails with `send-busy`. */
  async function withRoom<T>(binId: number, begin: () => Promise<T>): Promise<T> {
    const others = beginning.get(binId) ?? 0;
    if (runningOf(binId) + others >= mostReplays)
      throw new Failure(
        'send-busy',
        `One bin may run ${mostReplays} bulk replays at the same time.`,
        null,
        1,
      );
    beginning.set(binId, others + 1);
    try {
      return await begin();
    } finally {
      const left = beginning.get(binId)! - 1;
      if (left === 0) beginning.delete(binId);
      else beginning.set(binId, left);
    }
  }

  /** Sends a capture. What cannot be sent is recorded as failed, and the others are sent. Null when the capture was removed. */
  function sending(
    binId: number,
    replayId: string,
    { destination, order, origin }: { destination: DeliveryDestination; order: ReplayOrder; origin: string },
  ) {
    const options = optionsOf(order);
    return async (seq: number) => {
      const capture = await store.captureFacts(binId, seq);
      if (capture === null) return null;
      const content = { capture, body: bodyOf(undefined, capture) };
      const context = { destination, options, replayId, owner: work.owner, binDomain, now: now() };
      const delivery = newDelivery(content, context);
      return work.withLease(async () => {
        const waiting = await work.add(binId, delivery);
        announce.delivery(binId, waiting);
        return work.sender.begin({
          binId,
          delivery: waiting,
          prepare: async () => {
            checkSendable(delivery, content, maxBodyBytes);
            return work.prepare(binId, delivery, origin);
          },
          patience: longestWaitToSend,
        });
      });
    };
  }

  function replayOf(binId: number, id: string): BulkReplay {
    const found = replays.get(id);
    return found?.binId === binId ? found.replay : fail('replay-not-found');
  }

  /** Forgets the oldest that have ended beyond those that are remembered. */
  function forgetEnded(): void {
    for (const [id, { replay }] of replays) {
      if (replays.size <= rememberedReplays) return;
      if (!replay.isRunning) replays.delete(id);
    }
  }

  function targetAt(
    destination: DeliveryDestination,
    capture: CapturedTarget & { malformed: string | null },
  ): string {
    if (capture.malformed !== null) return capture.target;
    return 'bin' in destination
      ? targetForBin(capture, { slug: destination.bin, binDomain })
      : parseDestination(destination.url).target;
  }

  return {
    async planReplay(bin, order, filter, asker) {
      const destination = await destinationOf(order.to, bin, { store, egress });
      const { head } = await store.counts(bin.id);
      const captures = matchingCaptures(store, { binId: bin.id, head, filter }, asker);
      const { first, ...extent } = await extentOf(captures, order.pace);
      const sample = await Promise.all(
        first.map(async ({ seq, method, target }) => {
          const facts = await store.captureFacts(bin.id, seq);
          return { seq, method, target: facts ? targetAt(destination, facts) : target };
        }),
      );
      return { ...extent, destination, sample };
    },

    startReplay(bin, order, filter, { asker, origin }) {
      return withRoom(bin.id, async () => {
        const destination = await destinationOf(order.to, bin, { store, egress });
        const { head } = await store.counts(bin.id);
        const range = { binId: bin.id, head, filter };
        const { count } = await extentOf(matchingCaptures(store, range, asker), order.pace);
        const id = `rpl_${nanoid()}`;
        const replay = new BulkReplay({
          id,
          count,
          destination,
          pace: order.pace,
          startedAt: now(),
          captures: matchingCaptures(store, range, { name: `replay of bin ${bin.id}` }),
          send: sending(bin.id, id, { destination, order, origin }),
          announce: (progressFor) => announce.replay(bin.id, progressFor),
          reportError,
        });
        replays.set(id, { binId: bin.id, replay });
        forgetEnded();
        return replay.progress('other');
      });
    },

    replay: (binId, id, reader) => replayOf(binId, id).progress(reader),

    async stopReplay(binId, id, reader) {
      const replay = replayOf(binId, id);
      replay.stop();
      await replay.done;
      return replay.progress(reader);
    },

    async stopAll() {
      const running = [...replays.values()].flatMap(({ replay }) => (replay.isRunning ? [replay] : []));
      for (const replay of running) replay.stop();
      await Promise.all(running.map(({ done }) => done));
    },
  };
}
