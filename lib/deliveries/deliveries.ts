import { nanoid } from 'nanoid';
import type { Bin } from '#lib/model/bin.ts';
import { type Delivery, isUnderWay, type ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliveryOrder } from '#lib/model/delivery-input.ts';
import { longestWaitToSend, mostDeliveryAttempts, mostUnderWay } from '#lib/model/delivery-limits.ts';
import { Failure, fail } from '#lib/model/errors.ts';
import type { DeliveryList, DeliveryQuery } from '#lib/store/contracts/deliveries.ts';
import { type DeliveryParts, DeliveryWork } from './delivery-work.ts';
import {
  bodyOf,
  checkSendable,
  type DeliveryContent,
  destinationOf,
  newDelivery,
  optionsOf,
} from './new-delivery.ts';
import { pause } from './pause.ts';
import { leaseFor, ProcessLease } from './process-lease.ts';
import { openReplays, type Replays } from './replays.ts';
import { Sender, type UnderWay } from './sender.ts';

/** Sends requests of bins and keeps what was sent. `origin` is that of the app, for bins of this server. */
export type Deliveries = Replays & {
  /**
   * Sends a request once. Resolves when the limits allow it. Fails with `capture-not-found`, `capture-truncated`, `bin-not-found`,
   * `destination-invalid`, `egress-refused`, `request-unsendable`, `request-too-long`, `send-busy` or `send-rate-limited`; then no
   * delivery is kept.
   */
  send(bin: Bin, order: DeliveryOrder, origin: string): Promise<Sent>;
  /** Sends a request several times, each as a delivery of its own. Resolves when they are added. Fails like `send`. */
  repeat(bin: Bin, order: DeliveryOrder, origin: string): Promise<readonly ListedDelivery[]>;
  /** Makes another attempt. Also fails with `delivery-not-found`, `delivery-under-way`, `attempts-full` or `body-not-kept`. */
  again(bin: Bin, id: string, origin: string): Promise<Sent>;
  /** Stops a delivery that is under way, else removes it. Fails with `delivery-not-found` or `not-sent-here`. */
  stopOrRemove(bin: Bin, id: string): Promise<void>;
  list(binId: number, query: DeliveryQuery): Promise<DeliveryList>;
  /** Fails with `delivery-not-found`. */
  read(binId: number, id: string): Promise<Delivery>;
  /** Stops everything that is under way, before the server stops. */
  close(): Promise<void>;
};

/** A delivery that is being sent, and how it has ended. */
export type Sent = { readonly delivery: ListedDelivery; readonly ended: Promise<ListedDelivery> };

/** Opens the deliveries of this process. Those of processes that are gone are marked as interrupted. */
export function openDeliveries(parts: DeliveryParts): Deliveries {
  const { store, egress, announce, config, now, reportError } = parts;
  const { binDomain, maxBodyBytes } = config;
  const lease = new ProcessLease(`deliveries ${nanoid()}`, store, now, reportError);
  const sender = new Sender({ store, egress, announce, lease, now, reportError });
  const work = new DeliveryWork(parts, sender, lease);
  const { stopAll, ...replays } = openReplays(work);

  /** A process that was killed has a lease for some seconds more. */
  const lateCheck = setTimeout(() => void interrupt().catch(reportError), leaseFor + 1000);
  lateCheck.unref();
  interrupt().catch(reportError);

  async function interrupt(): Promise<void> {
    for (const { binId, delivery } of await store.interruptDeliveries(now()))
      announce.delivery(binId, delivery);
  }

  /** Whether one of these is under way in a process that may be gone. */
  const mayBeInterrupted = (deliveries: readonly ListedDelivery[]) =>
    deliveries.some((delivery) => isUnderWay(delivery) && !sender.find(delivery.id));

  async function contentOf(
    bin: Bin,
    { capture: seq, request, sample }: DeliveryOrder,
  ): Promise<DeliveryContent> {
    if (seq !== undefined && sample !== undefined)
      fail('invalid-input', 'sample: cannot be combined with capture');
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

  function ensureRoom(binId: number, count: number): void {
    if (sender.countOf(binId) + count <= mostUnderWay) return;
    throw new Failure('send-busy', `One bin may have ${mostUnderWay} deliveries under way.`, null, 1);
  }

  async function sentOf(underWay: UnderWay): Promise<Sent> {
    return { delivery: await underWay.begun, ended: underWay.ended };
  }

  const deliveries: Deliveries = {
    ...replays,

    async send(bin, order, origin) {
      ensureRoom(bin.id, 1);
      const delivery = (await draft(bin, order))();
      return work.withLease(async () => {
        const job = {
          binId: bin.id,
          delivery: await work.add(bin.id, delivery),
          prepare: () => work.prepare(bin.id, delivery, origin),
          patience: 0,
          forget: () => store.removeDelivery(bin.id, delivery.id),
        };
        return sentOf(sender.begin(job));
      });
    },

    async repeat(bin, order, origin) {
      const { times, gapMs } = order.repeat ?? { times: 1, gapMs: 0 };
      ensureRoom(bin.id, times);
      const make = await draft(bin, order);
      const added: ListedDelivery[] = [];
      let previous: Promise<unknown> = Promise.resolve();
      for (let index = 0; index < times; index += 1) {
        const before = previous;
        const { ended } = await work.withLease(async () => {
          const delivery = make();
          const waiting = await work.add(bin.id, delivery);
          added.push(waiting);
          announce.delivery(bin.id, waiting);
          return sender.begin({
            binId: bin.id,
            delivery: waiting,
            prepare: () => work.prepare(bin.id, delivery, origin),
            patience: longestWaitToSend,
            turn: async (signal) => {
              if (gapMs === 0 || index === 0) return;
              await Promise.race([before, aborted(signal)]);
              await pause(gapMs, signal);
            },
          });
        });
        previous = ended.catch(() => {});
      }
      return added;
    },

    async again(bin, id, origin) {
      ensureRoom(bin.id, 1);
      const delivery = await deliveries.read(bin.id, id);
      if (isUnderWay(delivery)) fail('delivery-under-way');
      if (delivery.attempts.length >= mostDeliveryAttempts)
        fail('attempts-full', `It has ${mostDeliveryAttempts} attempts.`);
      const { destination } = delivery;
      if ('url' in destination) egress.check(destination.url);
      else if ((await store.findBin(destination.bin)) === null)
        fail('bin-not-found', `This server has no bin ${destination.bin}.`);
      if (delivery.body.size > 0 && !delivery.body.kept) fail('body-not-kept');
      return work.withLease(() =>
        sentOf(
          sender.begin({
            binId: bin.id,
            delivery: listed(delivery),
            prepare: () => work.prepareStored(bin.id, delivery, origin),
            patience: 0,
            forget: async () => {},
          }),
        ),
      );
    },

    async stopOrRemove(bin, id) {
      const underWay = sender.find(id);
      if (underWay?.binId === bin.id) {
        underWay.stop();
        await underWay.ended.catch(() => {});
        return;
      }
      if (isUnderWay(await deliveries.read(bin.id, id))) fail('not-sent-here');
      if (!(await store.removeDelivery(bin.id, id))) fail('delivery-not-found');
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

    async close() {
      clearTimeout(lateCheck);
      // First, so that deliveries of replays are recorded as interrupted and not as stopped by a person.
      const closing = sender.close();
      await stopAll();
      await closing;
      await lease.release().catch(reportError);
    },
  };
  return deliveries;
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
