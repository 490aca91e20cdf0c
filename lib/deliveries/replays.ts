import { nanoid } from 'nanoid';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { ReplayOrder, SignatureRenewal } from '#lib/model/delivery-input.ts';
import type { DeliveryDestination, ReplayPlan, ReplayProgress } from '#lib/model/delivery-json.ts';
import { longestWaitToSend, mostReplays } from '#lib/model/delivery-limits.ts';
import { fail } from '#lib/model/errors.ts';
import type { DeliveryReader } from '#lib/summary/delivery-summary.ts';
import { BulkReplay } from './bulk-replay.ts';
import type { DeliveryWork } from './delivery-work.ts';
import { extentOf, matchingCaptures } from './matching-captures.ts';
import { destinationOf, optionsOf, targetAt } from './new-delivery.ts';
import { isRenewable, type SigningSecrets, signedAnew, signingSecretsIn } from './renewed-signature.ts';
import { replayedCapture } from './replayed-capture.ts';
import { ReservedRoom } from './reserved-room.ts';

/** How many ended bulk replays are remembered. */
const rememberedReplays = 100;

/** How captures are signed anew, and with which secrets. */
type ReplaySigning = {
  readonly renewal: Exclude<SignatureRenewal, 'as-it-was'>;
  readonly secrets: SigningSecrets;
};

type SendingParts = {
  readonly destination: DeliveryDestination;
  readonly origin: string;
  readonly signing: ReplaySigning | null;
};

/** The bulk replays of this process. */
export type Replays = {
  /** What a bulk replay would send. Fails with `bin-not-found`, `destination-invalid` or `egress-refused`. */
  planReplay(bin: Bin, order: ReplayOrder, filter: Filter | undefined, asker: Asker): Promise<ReplayPlan>;
  /**
   * Begins a bulk replay of the captures there are now, or of those up to a seq. Fails like `planReplay`, and with `send-busy` or
   * `draining`.
   */
  startReplay(
    bin: Bin,
    order: ReplayOrder,
    filter: Filter | undefined,
    context: { asker: Asker; origin: string },
  ): Promise<ReplayProgress>;
  /** The bulk replays of a bin that this process remembers, the latest first. */
  replays(binId: number, reader: DeliveryReader): ReplayProgress[];
  /** Fails with `replay-not-found`, also for those of other processes. */
  replay(binId: number, id: string, reader: DeliveryReader): ReplayProgress;
  /** Stops a bulk replay and the requests of it that are being sent. Fails with `replay-not-found`. */
  stopReplay(binId: number, id: string, reader: DeliveryReader): Promise<ReplayProgress>;
};

/** Also returns how to stop all of them, or those of a bin. */
export function openReplays(work: DeliveryWork): Replays & { stopReplays(binId?: number): Promise<void> } {
  const { store, egress, announce, config, cipher, now, reportError } = work.parts;
  const { binDomain, maxBodyBytes } = config;
  const replays = new Map<string, { readonly binId: number; readonly replay: BulkReplay }>();

  const runningOf = (binId?: number) =>
    [...replays.values()].flatMap((one) =>
      one.replay.isRunning && (binId === undefined || one.binId === binId) ? [one.replay] : [],
    );
  const room = new ReservedRoom({
    most: mostReplays,
    countOf: (binId) => runningOf(binId).length,
    words: `One bin may run ${mostReplays} bulk replays at the same time.`,
  });

  /** The secrets to sign with, decrypted once for a replay; null where requests are sent with the signatures they have. */
  async function signingOf({ id: binId }: Bin, { signatures }: ReplayOrder): Promise<ReplaySigning | null> {
    if (signatures === 'as-it-was') return null;
    return { renewal: signatures, secrets: signingSecretsIn(cipher, binId, await store.listSecrets(binId)) };
  }

  /** Sends a capture. What cannot be sent or signed is recorded as failed, and the others are sent. Null when the capture was removed. */
  function sending(
    binId: number,
    replayId: string,
    order: ReplayOrder,
    { destination, origin, signing }: SendingParts,
  ) {
    const options = optionsOf(order);
    return async (seq: number) => {
      const capture = await store.captureFacts(binId, seq);
      if (capture === null) return null;
      const context = { destination, options, replayId, owner: work.owner, binDomain, now: now() };
      const isSigned = signing !== null && isRenewable(capture, signing.secrets);
      const sign = isSigned
        ? (target: string) => signedAnew(store, binId, capture, { ...context, ...signing, target, origin })
        : null;
      const { delivery, check } = await replayedCapture(capture, { context, sign, maxBodyBytes });
      const { underWay } = await work.beginNew(binId, [delivery], (waiting) => ({
        binId,
        delivery: waiting,
        prepare: async () => {
          check();
          return work.prepare(binId, waiting.id, origin);
        },
        patience: longestWaitToSend,
      }));
      return underWay[0]!;
    };
  }

  /** The captures that an order names: those there are now, at most up to its `upTo`. `total` is null where they must be counted. */
  async function rangeOf(
    { id: binId }: Bin,
    { upTo = Number.POSITIVE_INFINITY }: ReplayOrder,
    filter: Filter | undefined,
  ) {
    const { head, total } = await store.counts(binId);
    return { binId, head: Math.min(head, upTo), filter, total: filter || upTo < head ? null : total };
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

  return {
    async planReplay(bin, order, filter, asker) {
      const destination = await destinationOf(order.to, bin, { store, egress });
      const range = await rangeOf(bin, order, filter);
      const signing = await signingOf(bin, order);
      const { first, ...extent } = await extentOf(
        matchingCaptures(store, range, asker),
        order.pace,
        (capture) => signing !== null && isRenewable(capture, signing.secrets),
      );
      const sample = await Promise.all(
        first.map(async ({ seq, method, target }) => {
          const facts = await store.captureFacts(bin.id, seq);
          return { seq, method, target: facts ? targetAt(destination, facts, undefined, binDomain) : target };
        }),
      );
      return { ...extent, destination, sample, upTo: range.head };
    },

    startReplay(bin, order, filter, { asker, origin }) {
      return room.during(bin.id, 1, async () => {
        const destination = await destinationOf(order.to, bin, { store, egress });
        const range = await rangeOf(bin, order, filter);
        const count =
          range.total ?? (await extentOf(matchingCaptures(store, range, asker), order.pace)).count;
        const signing = await signingOf(bin, order);
        if (work.sender.isClosing) fail('draining');
        const id = `rpl_${nanoid()}`;
        const name = `replay of bin ${bin.id}`;
        const replay = new BulkReplay({
          id,
          count,
          destination,
          pace: order.pace,
          startedAt: now(),
          captures: (signal) => matchingCaptures(store, range, { name, signal }),
          send: sending(bin.id, id, order, { destination, origin, signing }),
          announce: (progressFor) => announce.replay(bin.id, progressFor),
          reportError,
        });
        replays.set(id, { binId: bin.id, replay });
        forgetEnded();
        return replay.progress('other');
      });
    },

    replays: (binId, reader) =>
      [...replays.values()]
        .filter((one) => one.binId === binId)
        .map(({ replay }) => replay.progress(reader))
        .reverse(),

    replay: (binId, id, reader) => replayOf(binId, id).progress(reader),

    async stopReplay(binId, id, reader) {
      const replay = replayOf(binId, id);
      replay.stop();
      await replay.done;
      return replay.progress(reader);
    },

    async stopReplays(binId) {
      const running = runningOf(binId);
      for (const replay of running) replay.stop();
      await Promise.all(running.map(({ done }) => done));
    },
  };
}
