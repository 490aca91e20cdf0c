import { fileURLToPath } from 'node:url';
import { renewSecrets } from '#lib/access/secrets/renew-secrets.ts';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { Config } from '#lib/config/read-config.ts';
import { openDecodeQueue } from '#lib/content-encoding/decode-queue.ts';
import { openDeliveries } from '#lib/deliveries/deliveries.ts';
import { openEgress } from '#lib/egress/egress.ts';
import { type Forwards, openForwards } from '#lib/forwarding/forwards.ts';
import { originOf } from '#lib/http/origin.ts';
import { openFollowing } from '#lib/live/following.ts';
import { openLive } from '#lib/live/live.ts';
import { openCatchUp } from '#lib/live/peers/catch-up.ts';
import { heldAnywhere, tellHeld } from '#lib/live/peers/held-anywhere.ts';
import { openPeerChannel } from '#lib/live/peers/peer-channel.ts';
import { noPeers, openPeers } from '#lib/live/peers/peers.ts';
import { openSubscriptions } from '#lib/live/subscriptions.ts';
import { openStore } from '#lib/store/open.ts';
import { Turns } from '#lib/store/turns.ts';
import { bodyLimits } from '#lib/wire/incoming/body-limits.ts';
import { schemaChecker } from '#lib/wire/incoming/check-schemas.ts';
import { signatureChecker } from '#lib/wire/incoming/check-signature.ts';
import { bodyKeeper } from '#lib/wire/incoming/keep-body.ts';
import { HeldRequests } from '#lib/wire/response/held-requests.ts';
import { Waits } from '#lib/wire/response/wait-limits.ts';
import { filterWork } from '#lib/workers/filter-work.ts';
import { openWorkers } from '#lib/workers/workers.ts';
import type { App } from './app.ts';
import { guardConnections } from './connections/connection-limits.ts';
import { connectionLimit, descriptorLimit } from './connections/descriptor-limit.ts';
import { openRejections } from './connections/rejections.ts';
import { zeroCounts } from './counts.ts';
import { openDeclaredBins } from './declared/declared-bins.ts';
import { type PortServer, portServer } from './listen.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { openMetricsPort } from './metrics-port.ts';
import { openGate } from './open-gate.ts';
import { countTraffic, openRecentTraffic } from './recent-traffic.ts';
import { serve } from './server.ts';
import type { Services } from './services.ts';
import { tellForwards } from './tell-forwards.ts';
import type { Tracing } from './tracing/open-tracing.ts';
import { openOutageLog } from './upkeep/outage-log.ts';
import { scheduleBodySweep } from './upkeep/schedule-body-sweep.ts';
import { scheduleEviction } from './upkeep/schedule-eviction.ts';
import { scheduleExpiry } from './upkeep/schedule-expiry.ts';

/** How long requests in flight may take to finish after a stop signal, milliseconds. */
const patience = 10_000;

/** The compiled file of a thread: it is in the same folder as the compiled server. */
function compiled(thread: string): string {
  return fileURLToPath(new URL(`./${thread}.mjs`, import.meta.url));
}

/** What a server is made of that differs between a process of its own and one inside of a program. */
type Surroundings = {
  readonly config: Config;
  /** The folder that relative paths in settings are relative to. */
  readonly root: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** What serves pages and the API. */
  readonly app: App;
  /** Is given the live objects before the server listens. */
  readonly publish: (services: Services) => void;
};

/** A server that accepts requests. */
export type RunningServer = {
  /** The URL at which programs on this machine reach it. */
  readonly origin: string;
  readonly port: number;
  readonly reportError: (error: unknown) => void;
  /** Reads the bins file again. */
  readonly readBinsAgain: () => void;
  /** Finishes what is in progress, and closes everything that was opened. */
  close(): Promise<void>;
};

/** Assembles a server from its parts. Resolves once it accepts requests. */
export async function openServer({
  config,
  root,
  log,
  metrics,
  app,
  publish,
}: Surroundings): Promise<RunningServer> {
  const workers = openWorkers(compiled('worker'));
  const turns = new Turns();
  const filters = filterWork(workers);
  const cipher = config.secretKeys ? secretCipher(config.secretKeys) : null;
  const store = await openStore(config.databaseUrl, root, {
    limits: config.limits,
    turns,
    filters,
    cipher,
    observeCommit: metrics.observeCommit,
    threads: { scan: compiled('scan-thread'), checkpoint: compiled('checkpoint-thread') },
  });
  const tracing = config.tracesUrl === undefined ? null : await tracingTo(config.tracesUrl, log);
  const outages = openOutageLog(store, log, Date.now);
  const { reportError } = outages;
  const decodeBody = openDecodeQueue(config.maxBodyBytes);
  const { redis } = config;
  const instance = redis && (await store.instanceId());
  const peers =
    redis && instance
      ? await openPeers((listeners) => openPeerChannel(redis, instance, listeners, log))
      : noPeers;
  store.onBinsChanged((slugs) => peers.tell({ type: 'bins-changed', slugs }));
  peers.listen({
    told(message) {
      if (message.type === 'bins-changed') store.forgetBins(message.slugs);
    },
  });
  const live = openLive(store, { decodeBody, workers, peers, now: Date.now, reportError });
  const keepBody = bodyKeeper(store, bodyLimits(config.maxBodyBytes), Date.now);
  const handshakes = await store.renewHandshakeSecrets();
  logRenewal(log, 'Secrets for URL verification', handshakes);
  if (cipher && config.secretKeys?.previous)
    logRenewal(log, 'Signing secrets', await renewSecrets(store, cipher));
  const checkSignature = signatureChecker({
    store,
    cipher,
    binDomain: config.binDomain,
    warn: (words) => log.warn(words),
    reportError,
  });
  const checkSchemas = schemaChecker({ store, workers, reportError });
  const waits = new Waits(config.waiting);
  const held = new HeldRequests(tellHeld(live.announce, peers), Date.now);
  const anyHeld = heldAnywhere(held, peers);
  const counts = zeroCounts();
  const recentTraffic = openRecentTraffic(counts, Date.now);
  // Opened after the line, which tells them of captures.
  let forwards: Forwards | undefined;
  const subscriptions = openSubscriptions(store, peers);
  const catchUp = openCatchUp({ store, peers, live, subscriptions, reportError });
  const announce = tellForwards(
    subscriptions.listening(countTraffic(live.announce, recentTraffic)),
    (binId) => forwards?.captured(binId),
  );
  const gatehouse = await openGate({
    config,
    store,
    root,
    announce,
    counts,
    log,
    reportError,
    now: Date.now,
  });
  const declared = await openDeclaredBins({ config, store, announce, log, now: Date.now });
  const { findBin, knownBin, byteCounterFor, trust, gate } = gatehouse;
  const following = openFollowing({
    store,
    gate,
    config,
    workers,
    decodeBody,
    held: anyHeld,
    subscriptions,
    now: Date.now,
  });
  const line = {
    store: tracing?.withCommitSpans(store) ?? store,
    findBin,
    knownBin,
    maxBodyBytes: config.maxBodyBytes,
    byteCounterFor,
    announce,
    keepBody,
    checkSignature,
    checkSchemas,
    respondFromUpstream: async (...request: Parameters<Forwards['respond']>) =>
      (await forwards?.respond(...request)) ?? null,
    trust,
    waits,
    held,
    workers,
    reportError,
  };

  const port = await portServer(config);
  const scheme = config.tls ? 'https' : 'http';
  const origin = () =>
    originOf({ ...config, scheme, host: undefined, fallback: `localhost:${portOf(port) ?? config.port}` });
  const connections = guardConnections(port, {
    limits: {
      perAddress: config.connectionsPerAddress,
      total: connectionLimit(descriptorLimit()),
      trustedProxies: config.trustedProxies,
    },
    origin: origin(),
    isTls: config.tls !== undefined,
    reject: openRejections(counts, log),
    now: Date.now,
  });
  const traffic = serve(port, {
    config,
    line,
    live,
    following,
    app,
    counts,
    connections,
    rateLimits: gatehouse.rateLimits,
    tracing,
  });
  const egress = await openEgress({
    config,
    rates: gatehouse.rateLimits,
    ownPort: () => portOf(port),
    connectToOwnBin: traffic.connectToOwnBin,
  });
  const deliveries = openDeliveries({ store, egress, announce, config, cipher, now: Date.now, reportError });
  forwards = openForwards({
    store,
    deliveries,
    egress,
    announce,
    config,
    filters,
    runs: true,
    origin,
    now: Date.now,
    reportError,
  });
  const connectionCounts = () => ({ all: connections.count(), watching: live.watchers() });
  metrics.readFrom({ ...gatehouse, ...line, subscriptions, counts, connections: connectionCounts });
  publish({
    ...gatehouse,
    ...line,
    held: anyHeld,
    metrics,
    forwards,
    subscriptions,
    following,
    turns,
    config,
    cipher,
    saysOrigin: true,
    egress,
    deliveries,
    decodeBody: openDecodeQueue(config.maxBodyBytes),
    decodeDownload: openDecodeQueue(config.maxBodyBytes),
    counts,
    recentTraffic,
    connections: connectionCounts,
    declared,
    note: (words, facts) => log.info(facts, words),
  });
  const metricsPort = config.metricsPort === null ? null : await openMetricsPort(metrics, config);
  await listen(port, config);
  app.load();
  const rotation = scheduleEviction(line);
  const sweeping = scheduleBodySweep(line);
  const retention = scheduleExpiry({ ...line, rotation, deliveries, declared }, reportError, {
    isShared: peers.mayExist,
  });

  let closing: Promise<void> | undefined;
  return {
    origin: openUrl(port, config),
    port: portOf(port) ?? config.port,
    reportError,
    readBinsAgain: () => void declared.readAgain(),
    close() {
      closing ??= close();
      return closing;
    },
  };

  async function close(): Promise<void> {
    gate.isStopping = true;
    subscriptions.drain();
    catchUp.close();
    await live.close();
    await Promise.all([forwards?.close(), deliveries.close()]);
    await traffic.close(patience);
    await Promise.all([retention.stop(), rotation.stop(), sweeping.stop(), outages.stop()]);
    await gatehouse.close();
    await peers.close();
    metricsPort?.close();
    await workers.close();
    recentTraffic.stop();
    await store.close();
    await app.close();
    await tracing?.close();
  }
}

/** Opens tracing. Its code and libraries are loaded only here. */
async function tracingTo(url: string, log: Logger): Promise<Tracing> {
  const { openTracing } = await import('./tracing/open-tracing.ts');
  return openTracing(url, log);
}

/** Tells the operator what became of stored secrets. Those that cannot be decrypted stay, and do nothing. */
function logRenewal(log: Logger, what: string, { renewed, unreadable }: Renewal): void {
  if (renewed > 0) log.info({ renewed }, `${what} were encrypted with SECRET_KEY.`);
  if (unreadable > 0)
    log.warn({ unreadable }, `${what} cannot be decrypted with SECRET_KEY. Enter them again in their bins.`);
}

type Renewal = { readonly renewed: number; readonly unreadable: number };

/** The port that a server listens on; null before it listens. */
function portOf(server: PortServer): number | null {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : null;
}

/** Resolves once requests are accepted. */
function listen(server: PortServer, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
}

/** The URL at which the server can be opened on this machine. */
function openUrl(server: PortServer, { host, port, tls }: Config): string {
  const shown = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const scheme = tls ? 'https' : 'http';
  return `${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${portOf(server) ?? port}`;
}
