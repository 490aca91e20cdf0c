import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { hashKey } from '#lib/access/keys.ts';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { readConfig } from '#lib/config/read-config.ts';
import { type Deliveries, openDeliveries } from '#lib/deliveries/deliveries.ts';
import { type Egress, openEgress } from '#lib/egress/egress.ts';
import { type Forwards, openForwards } from '#lib/forwarding/forwards.ts';
import { announceToNobody } from '#lib/live/announce.ts';
import type { Bin } from '#lib/model/bin.ts';
import { type Capture, noSchemaFacts } from '#lib/model/capture.ts';
import type { ListedDelivery } from '#lib/model/delivery.ts';
import type { NewDelivery, NewReplay } from '#lib/model/delivery-input.ts';
import { newDeliveryShape, newReplayShape } from '#lib/model/delivery-input.ts';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { guardConnections } from '#lib/server/connections/connection-limits.ts';
import { zeroCounts } from '#lib/server/counts.ts';
import { plainServer } from '#lib/server/listen.ts';
import { openGate } from '#lib/server/open-gate.ts';
import { serve } from '#lib/server/server.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { bodyLimits } from '#lib/wire/incoming/body-limits.ts';
import { bodyKeeper } from '#lib/wire/incoming/keep-body.ts';
import { HeldRequests } from '#lib/wire/response/held-requests.ts';
import { Waits } from '#lib/wire/response/wait-limits.ts';
import { filtersHere } from '#lib/workers/filter-work.ts';
import { openWorkers } from '#lib/workers/workers.ts';
import { root } from '../support/root.ts';

/** The product without its pages, in this process: a store, the port with its bins, and what sends. */
export type Running = {
  readonly store: Store;
  readonly egress: Egress;
  readonly deliveries: Deliveries;
  readonly forwards: Forwards;
  readonly origin: string;
  /** Every state of a delivery that was announced, and every progress. */
  readonly announced: { deliveries: ListedDelivery[]; progress: ReplayProgress[] };
  addBin(slug: string): Promise<Bin>;
  capturesOf(bin: Bin): Promise<Capture[]>;
  /** Sends and waits until it has ended. */
  sendAndWait(bin: Bin, order: NewDelivery): Promise<ListedDelivery>;
  replay(bin: Bin, order: NewReplay): Promise<ReplayProgress>;
  /** Closes everything; with `isKilled`, what is under way stays as it is. */
  close(isKilled?: boolean): Promise<void>;
};

export const orderOf = (order: NewDelivery) => newDeliveryShape.parse(order);
export const replayOf = (order: NewReplay) => newReplayShape.parse(order);

const asker = { name: 'a test' };

/** Starts it on a database in a folder. `now` is the clock of deliveries. */
export async function startRunning(
  folder: string,
  environment: Record<string, string> = {},
  now: () => number = Date.now,
): Promise<Running> {
  const config = readConfig({ HOST: '127.0.0.1', ...environment });
  const store = await openStore(`file:${path.join(folder, 'wirebin.db')}`, root);
  const cipher = config.secretKeys ? secretCipher(config.secretKeys) : null;
  const counts = zeroCounts();
  const errors: unknown[] = [];
  const reportError = (error: unknown) => void errors.push(error);
  const announced: Running['announced'] = { deliveries: [], progress: [] };
  let opened: Forwards | undefined;
  const announce = {
    ...announceToNobody,
    captured: (binId: number) => opened?.captured(binId),
    delivery: (_: number, delivery: ListedDelivery) => void announced.deliveries.push(delivery),
    replay: (_: number, progressFor: (reader: 'owner') => ReplayProgress) =>
      void announced.progress.push(progressFor('owner')),
  };
  const log = { warn: () => {}, info: () => {} } as never;
  const gate = await openGate({ config, store, root, announce, counts, log, reportError, now: Date.now });
  const port = plainServer();
  const connections = guardConnections(port, {
    limits: { perAddress: null, total: 1000, trustedProxies: [] },
    origin: 'http://localhost',
    isTls: false,
    reject: () => {},
    now: Date.now,
  });
  const traffic = serve(port, {
    config,
    rateLimits: gate.rateLimits,
    tracing: null,
    line: {
      ...gate,
      store,
      maxBodyBytes: config.maxBodyBytes,
      announce,
      keepBody: bodyKeeper(store, bodyLimits(config.maxBodyBytes), Date.now),
      waits: new Waits(config.waiting),
      held: new HeldRequests(announce, Date.now),
      workers: openWorkers(''),
      checkSignature: async () => null,
      checkSchemas: async () => noSchemaFacts,
      respondFromUpstream: async (...request) => (await opened?.respond(...request)) ?? null,
      reportError,
    },
    live: {} as never,
    following: {} as never,
    app: {} as never,
    counts,
    connections,
  });
  port.listen(0, '127.0.0.1');
  await once(port, 'listening');
  const { port: number } = port.address() as AddressInfo;
  const egress = await openEgress({
    config,
    rates: gate.rateLimits,
    ownPort: () => number,
    connectToOwnBin: traffic.connectToOwnBin,
  });
  const origin = `http://127.0.0.1:${number}`;
  const deliveries = openDeliveries({ store, egress, announce, config, cipher, now, reportError });
  const forwards = openForwards({
    store,
    deliveries,
    egress,
    announce,
    config,
    filters: filtersHere,
    runs: true,
    origin: () => origin,
    now,
    reportError,
  });
  opened = forwards;
  return {
    store,
    egress,
    deliveries,
    forwards,
    origin,
    announced,
    addBin: (slug) => store.addBin({ slug, name: null, ownerKeyHash: hashKey(slug), now: Date.now() }),
    async capturesOf(bin) {
      const found: Capture[] = [];
      for await (const capture of store.eachCapture(bin.id)) found.push(capture);
      return found;
    },
    async sendAndWait(bin, order) {
      return (await deliveries.send(bin, orderOf(order), origin)).ended;
    },
    replay: (bin, order) => deliveries.startReplay(bin, replayOf(order), undefined, { asker, origin }),
    async close(isKilled = false) {
      if (!isKilled) await Promise.all([forwards.close(), deliveries.close()]);
      await traffic.close(1000);
      await gate.close();
      await store.close();
      if (errors.length > 0 && !isKilled) throw errors[0];
    },
  };
}

/** Polls a bulk replay until it has ended. */
export async function ended({ deliveries }: Running, bin: Bin, id: string): Promise<ReplayProgress> {
  for (;;) {
    const progress = deliveries.replay(bin.id, id, 'owner');
    if (progress.state !== 'running') return progress;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
