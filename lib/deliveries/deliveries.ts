import { nanoid } from 'nanoid';
import type { Bin } from '#lib/model/bin.ts';
import { type Delivery, isUnderWay, type ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliveryOrder } from '#lib/model/delivery-input.ts';
import { longestWaitToSend, mostDeliveryAttempts, mostUnderWay } from '#lib/model/delivery-limits.ts';
import { fail } from '#lib/model/errors.ts';
import type { ListenerDeliveryOrder } from '#lib/model/listener-delivery.ts';
import type {
  DeliveryList,
  DeliveryQuery,
  EndedAttempt,
  NewDelivery,
} from '#lib/store/contracts/deliveries.ts';
import { type DeliveryParts, DeliveryWork } from './delivery-work.ts';
import { FailedWrites } from './failed-writes.ts';
import { listenerDeliveryId, listenerRecord } from './listener-delivery.ts';
import {
  bodyOf,
  checkSendable,
  type DeliveryContent,
  destinationOf,
  newDelivery,
  optionsOf,
} from './new-delivery.ts';
import { pause } from './pause.ts';
import { checkBody } from './prepared-send.ts';
import { leaseFor, ProcessLease } from './process-lease.ts';
import { openReplays, type Replays } from './replays.ts';
import { ReservedRoom } from './reserved-room.ts';
import { type Job, Sender, type UnderWay } from './sender.ts';

/** Sends requests of bins and keeps what was sent. `origin` is that of the app, for bins of this server. */
export type Deliveries = Replays & {
  /**
   * Sends a request once. Resolves when the limits allow it. Fails with `capture-not-found`, `capture-truncated`, `bin-not-found`,
   * `destination-invalid`, `egress-refused`, `request-unsendable`, `request-too-long`, `send-busy` or `send-rate-limited`; then no
   * delivery is kept.
   */
  send(bin: Bin, order: DeliveryOrder, origin: string): Promise<Sent>;
  /** Sends a request several times, each as a delivery of its own. Resolves when all are added. Fails like `send`; then none is kept. */
  repeat(bin: Bin, order: DeliveryOrder, origin: string): Promise<readonly ListedDelivery[]>;
  /**
   * Makes another attempt. Also fails with `delivery-not-found`, `delivery-under-way`, `attempts-full`, `capture-truncated` or
   * `body-not-kept`.
   */
  again(bin: Bin, id: string, origin: string): Promise<Sent>;
  /**
   * Makes an attempt of a delivery that a forward rule has made, and adds it if the bin does not keep it (any more). Its earlier attempts
   * stay. Resolves with the attempt, also when it failed; with null when it was stopped before it began. Fails with `bin-deleted`,
   * `delivery-under-way` or `draining`.
   */
  forward(
    binId: number,
    delivery: Omit<NewDelivery, 'owner'>,
    how: ForwardAttempt,
  ): Promise<EndedAttempt | null>;
  /**
   * Records what a listener has sent, once for the same ID. Fails with `capture-not-found`, `bin-deleted` or `draining`.
   */
  recordOfListener(bin: Bin, name: string, order: ListenerDeliveryOrder): Promise<Delivery>;
  /** Stops a delivery that is under way, else removes it. Fails with `delivery-not-found` or `not-sent-here`. */
  stopOrRemove(bin: Bin, id: string): Promise<void>;
  list(binId: number, query: DeliveryQuery): Promise<DeliveryList>;
  /** Fails with `delivery-not-found`. */
  read(binId: number, id: string): Promise<Delivery>;
  /** Stops everything that a bin sends, before or after it is deleted. Resolves when it has ended. */
  stopAllOf(binId: number): Promise<void>;
  /** Stops everything that is under way, before the server stops. */
  close(): Promise<void>;
};

/** How an attempt of a forwarded request is made. */
export type ForwardAttempt = {
  /** Whether it is the first one of this delivery. */
  readonly isFirst: boolean;
  /** That of the app, for bins of this server. */
  readonly origin: string;
  /** How long it may wait for the sending limits, milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
};

/** A delivery that is being sent, and how it has ended. */
export type Sent = { readonly delivery: ListedDelivery; readonly ended: Promise<ListedDelivery> };

/** Opens the deliveries of this process. Those of processes that are gone are marked as interrupted. */
export function openDeliveries(parts: DeliveryParts): Deliveries {
  const { store, egress, announce, config, now, reportError } = parts;
  const { binDomain, maxBodyBytes } = config;
  const lease = new ProcessLease(`deliveries ${nanoid()}`, store, now, reportError);
  const failedWrites = new FailedWrites(reportError);
  const sender = new Sender({ store, egress, announce, lease, failedWrites, now, reportError });
  const work = new DeliveryWork(parts, sender, lease, failedWrites);
  const { stopReplays, ...replays } = openReplays(work);
  const room = new ReservedRoom({
    most: mostUnderWay,
    countOf: (binId) => sender.countOf(binId),
    words: `One bin may have ${mostUnderWay} deliveries under way.`,
  });
  /** Deliveries of which another attempt is about to begin. */
  const beginningAgain = new Set<string>();
  /** Reports of listeners that are being recorded, by the ID of their delivery: a listener that got no response in time reports again. */
  const beingRecorded = new Map<string, Promise<Delivery>>();

  /** A process that was killed has a lease for some seconds more. */
  const lateCheck = setTimeout(() => void interrupt().catch(reportError), leaseFor + 1000);
  lateCheck.unref();
  interrupt().catch(reportError);

  async function interrupt(): Promise<void> {
    await failedWrites.retry();
    for (const { binId, delivery } of await store.interruptDeliveries(now()))
      announce.delivery(binId, delivery);
  }

  /** Whether one of these is under way in a process that may be gone, or its end could not be recorded. */
  const mayBeInterrupted = (deliveries: readonly ListedDelivery[]) =>
    deliveries.some((delivery) => isUnderWay(delivery) && !sender.find(delivery.id));

  async function contentOf(
    bin: Bin,
    { capture: seq, request, sample }: DeliveryOrder,
  ): Promise<DeliveryContent> {
    if (seq !== undefined && sample !== undefined)
      fail('invalid-input', 'sample: cannot be combined with capture');
    if (sample !== undefined && Object.keys(request ?? {}).length === 0)
      fail(
        'invalid-input',
        'request: is missing. sample only names the event; GET /api/v1/samples/{provider}/{event} has the request to send',
      );
    const capture =
      seq === undefined
        ? null
        : ((await store.captureFacts(bin.id, seq)) ??
          fail('capture-not-found', `The bin has no capture ${seq}.`));
    return { capture, request, sample, body: bodyOf(request?.body, capture) };
  }

  async function draft(bin: Bin, order: DeliveryOrder) {
    const destination = await destinationOf(order.to, bin, { store, egress });
    const content = await contentOf(bin, order);
    const make = () =>
      newDelivery(content, {
        destination,
        options: optionsOf(order),
        replayId: null,
        owner: lease.name,
        binDomain,
        now: now(),
      });
    checkSendable(make(), content, maxBodyBytes);
    return make;
  }

  // Jobs are made here and not where the order is at hand: they must not keep its body in memory.

  function singleJob(binId: number, delivery: ListedDelivery, origin: string): Job {
    const { id } = delivery;
    return {
      binId,
      delivery,
      prepare: () => work.prepare(binId, id, origin),
      patience: 0,
      forget: () => store.removeDelivery(binId, id),
    };
  }

  /** One of several deliveries, which is sent some time after the one before. */
  function repeatedJob(
    binId: number,
    delivery: ListedDelivery,
    { origin, gapMs, before }: { origin: string; gapMs: number; before: UnderWay | null },
  ): Job {
    return {
      binId,
      delivery,
      prepare: () => work.prepare(binId, delivery.id, origin),
      patience: longestWaitToSend,
      turn: async (signal) => {
        if (gapMs === 0 || before === null) return;
        await Promise.race([before.ended.catch(() => {}), aborted(signal)]);
        await pause(gapMs, signal);
      },
    };
  }

  async function sentOf(underWay: UnderWay): Promise<Sent> {
    return { delivery: await underWay.begun, ended: underWay.ended };
  }

  async function record(bin: Bin, name: string, order: ListenerDeliveryOrder, id: string): Promise<Delivery> {
    const before = await store.delivery(bin.id, id);
    if (before !== null && !isUnderWay(before)) return before;
    const capture =
      (await store.captureFacts(bin.id, order.capture)) ??
      fail('capture-not-found', `The bin has no capture ${order.capture}.`);
    const made = { owner: lease.name, binDomain, now: now() };
    const { delivery, state, attempt } = listenerRecord(bin, name, order, capture, made);
    const { isOurs } = await work.withLease(async () => {
      const isOurs = before !== null || (await isAdded(bin.id, delivery));
      if (isOurs) await store.endDelivery(bin.id, id, state, attempt);
      return { isOurs, ended: Promise.resolve() };
    });
    const recorded = await deliveries.read(bin.id, id);
    if (isOurs) announce.delivery(bin.id, listed(recorded));
    return recorded;
  }

  /** Adds a delivery. False where another process has added it since it was looked for: that process also ends it. */
  async function isAdded(binId: number, delivery: NewDelivery): Promise<boolean> {
    try {
      if (await store.addDelivery(binId, delivery)) return true;
    } catch (error) {
      if ((await store.delivery(binId, delivery.id)) === null) throw error;
      return false;
    }
    return fail('bin-deleted');
  }

  const deliveries: Deliveries = {
    ...replays,

    async send(bin, order, origin) {
      const { underWay } = await room.during(bin.id, 1, async () => {
        const make = await draft(bin, order);
        return work.beginNew(bin.id, [make()], (waiting) => singleJob(bin.id, waiting, origin));
      });
      return sentOf(underWay[0]!);
    },

    async repeat(bin, order, origin) {
      const { times, gapMs } = order.repeat ?? { times: 1, gapMs: 0 };
      const { added } = await room.during(bin.id, times, async () => {
        const make = await draft(bin, order);
        return work.beginNew(bin.id, copiesOf(make, times), (waiting, before) =>
          repeatedJob(bin.id, waiting, { origin, gapMs, before }),
        );
      });
      return added;
    },

    async again(bin, id, origin) {
      // From here to `begin`, so that no other attempt begins and ends after the delivery was read.
      if (beginningAgain.has(id)) fail('delivery-under-way');
      beginningAgain.add(id);
      try {
        const underWay = await room.during(bin.id, 1, async () => {
          const delivery = await deliveries.read(bin.id, id);
          if (isUnderWay(delivery)) fail('delivery-under-way');
          if (delivery.attempts.length >= mostDeliveryAttempts)
            fail('attempts-full', `It has ${mostDeliveryAttempts} attempts.`);
          const { destination } = delivery;
          if ('url' in destination) egress.check(destination.url);
          else if ((await store.findBin(destination.bin)) === null)
            fail('bin-not-found', `This server has no bin ${destination.bin}.`);
          checkBody(delivery);
          const job = { ...singleJob(bin.id, listed(delivery), origin), forget: async () => {} };
          return work.withLease(async () => sender.begin(job));
        });
        return sentOf(underWay);
      } finally {
        beginningAgain.delete(id);
      }
    },

    async forward(binId, delivery, { isFirst, origin, patience, signal }) {
      const { id } = delivery;
      if (sender.find(id) || beginningAgain.has(id)) fail('delivery-under-way');
      const before = isFirst ? null : await store.delivery(binId, id);
      const attempts = before === null ? [] : listed(before).attempts;
      const { underWay } = await work.beginNew(
        binId,
        [{ ...delivery, owner: lease.name }],
        (waiting) => ({
          binId,
          delivery: { ...waiting, attempts },
          prepare: () => work.prepare(binId, id, origin),
          patience,
        }),
        before !== null,
      );
      const attempt = underWay[0]!;
      const stop = () => attempt.stop();
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
      return attempt.attempt.finally(() => signal.removeEventListener('abort', stop));
    },

    async recordOfListener(bin, name, order) {
      const id = listenerDeliveryId(bin.id, name, order.id);
      const known = beingRecorded.get(id);
      if (known) return known;
      const recording = record(bin, name, order, id).finally(() => beingRecorded.delete(id));
      beingRecorded.set(id, recording);
      return recording;
    },

    async stopOrRemove(bin, id) {
      const underWay = sender.find(id);
      if (underWay?.binId === bin.id) {
        underWay.stop();
        await underWay.ended.catch(() => {});
        return;
      }
      const delivery = await deliveries.read(bin.id, id);
      // One of this process whose end could not be recorded can be removed.
      if (isUnderWay(delivery) && delivery.owner !== lease.name) fail('not-sent-here');
      failedWrites.forget(id);
      if (!(await store.removeDelivery(bin.id, id))) fail('delivery-not-found');
      announce.deliveryRemoved(bin.id, id);
    },

    async list(binId, query) {
      const page = await store.listDeliveries(binId, query);
      if (!mayBeInterrupted(page.deliveries)) return page;
      await interrupt();
      return store.listDeliveries(binId, query);
    },

    async read(binId, id) {
      const missing = () => fail('delivery-not-found', `The bin has no delivery ${id.slice(0, 40)}.`);
      const delivery = (await store.delivery(binId, id)) ?? missing();
      if (!mayBeInterrupted([delivery])) return delivery;
      await interrupt();
      return (await store.delivery(binId, id)) ?? missing();
    },

    async stopAllOf(binId) {
      // First the replays, which would send more.
      await stopReplays(binId);
      await sender.stopAllOf(binId);
    },

    async close() {
      clearTimeout(lateCheck);
      // First, so that deliveries of replays are recorded as interrupted and not as stopped by a person.
      const closing = sender.close();
      await stopReplays();
      await closing;
      await failedWrites.retry();
      await lease.release().catch(reportError);
    },
  };
  return deliveries;
}

/** Makes a delivery several times, each when it is its turn to be added. */
function* copiesOf(make: () => NewDelivery, times: number): Iterable<NewDelivery> {
  for (let index = 0; index < times; index += 1) yield make();
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function listed({
  id,
  source,
  replayId,
  createdAt,
  destination,
  method,
  target,
  state,
  owner,
  attempts,
}: Delivery): ListedDelivery {
  return {
    id,
    source,
    replayId,
    createdAt,
    destination,
    method,
    target,
    state,
    owner,
    attempts: attempts.map(({ hops: _, ...facts }) => facts),
  };
}
