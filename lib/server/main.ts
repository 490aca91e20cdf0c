import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { renewSecrets } from '#lib/access/secrets/renew-secrets.ts';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { helpText } from '#lib/config/help-text.ts';
import { misspelledSettings } from '#lib/config/misspelled-settings.ts';
import { type Config, readConfig } from '#lib/config/read-config.ts';
import { openDecodeQueue } from '#lib/content-encoding/decode-queue.ts';
import { openDeliveries } from '#lib/deliveries/deliveries.ts';
import { openEgress } from '#lib/egress/egress.ts';
import { type Forwards, openForwards } from '#lib/forwarding/forwards.ts';
import { originOf } from '#lib/http/origin.ts';
import { openFollowing } from '#lib/live/following.ts';
import { openLive } from '#lib/live/live.ts';
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
import { openApp } from './app.ts';
import { guardConnections } from './connections/connection-limits.ts';
import { connectionLimit, descriptorLimit } from './connections/descriptor-limit.ts';
import { openRejections } from './connections/rejections.ts';
import { zeroCounts } from './counts.ts';
import { openDeclaredBins } from './declared/declared-bins.ts';
import { type PortServer, portServer } from './listen.ts';
import { type Logger, openLog } from './log.ts';
import { openMetrics } from './metrics.ts';
import { openMetricsPort } from './metrics-port.ts';
import { openGate } from './open-gate.ts';
import { countTraffic, openRecentTraffic } from './recent-traffic.ts';
import { serve } from './server.ts';
import { publishServices } from './services.ts';
import { tellForwards } from './tell-forwards.ts';
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

async function main(): Promise<void> {
  const words = await requestedText(process.argv.slice(2));
  if (words !== null) {
    process.stdout.write(words);
    return;
  }
  // Prisma's query compiler is WebAssembly. V8's optimizing compiler takes 70 MB for it with no measurable gain: captures do
  // not use it, and other queries are compiled once.
  setFlagsFromString('--liftoff-only');
  const root = process.cwd();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  for (const { name, meant } of misspelledSettings(process.env))
    log.warn(`The setting ${name} does not exist. Did you mean ${meant}?`);

  const workers = openWorkers(compiled('worker'));
  const turns = new Turns();
  const filters = filterWork(workers);
  const cipher = config.secretKeys ? secretCipher(config.secretKeys) : null;
  const metrics = openMetrics();
  const store = await openStore(config.databaseUrl, root, {
    limits: config.limits,
    turns,
    filters,
    cipher,
    observeCommit: metrics.observeCommit,
    threads: { scan: compiled('scan-thread'), checkpoint: compiled('checkpoint-thread') },
  });
  const outages = openOutageLog(store, log, Date.now);
  const { reportError } = outages;
  const decodeBody = openDecodeQueue(config.maxBodyBytes);
  const live = openLive(store, { decodeBody, workers, now: Date.now, reportError });
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
  const held = new HeldRequests(live.announce, Date.now);
  const counts = zeroCounts();
  const recentTraffic = openRecentTraffic(counts, Date.now);
  // Opened after the line, which tells them of captures.
  let forwards: Forwards | undefined;
  const subscriptions = openSubscriptions(store);
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
  // Without a bins file, SIGHUP keeps its default action and ends the process.
  if (config.binsFile !== undefined) process.on('SIGHUP', () => void declared.readAgain());
  const { findBin, knownBin, byteCounterFor, trust, gate } = gatehouse;
  const following = openFollowing({
    store,
    gate,
    config,
    workers,
    decodeBody,
    held,
    subscriptions,
    now: Date.now,
  });
  const line = {
    store,
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

  const app = openApp({ dev: process.env.NODE_ENV === 'development', root });
  const port = await portServer(config);
  const scheme = config.tls ? 'https' : 'http';
  const origin = originOf({ ...config, scheme, host: undefined, fallback: `localhost:${config.port}` });
  const connections = guardConnections(port, {
    limits: {
      perAddress: config.connectionsPerAddress,
      total: connectionLimit(descriptorLimit()),
      trustedProxies: config.trustedProxies,
    },
    origin,
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
  publishServices({
    ...gatehouse,
    ...line,
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
  const retention = scheduleExpiry({ ...line, rotation, deliveries, declared }, reportError);
  app.ready.then(
    () => log.info('The pages are ready.'),
    (error) => {
      reportError(error);
      void stop(1);
    },
  );

  let stopping = false;
  async function stop(exitCode: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    subscriptions.drain();
    await live.close();
    await Promise.all([forwards?.close(), deliveries.close()]);
    await traffic.close(patience);
    await Promise.all([retention.stop(), rotation.stop(), sweeping.stop(), outages.stop()]);
    await gatehouse.close();
    metricsPort?.close();
    await workers.close();
    recentTraffic.stop();
    await store.close();
    await app.close();
    process.exit(exitCode);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'The server is stopping.');
      stop(0).catch((error) => {
        reportError(error);
        process.exit(1);
      });
    });
  }
}

/** What the command line asks for instead of a server; null for nothing. */
async function requestedText(words: readonly string[]): Promise<string | null> {
  if (words.includes('--help') || words.includes('-h')) return helpText();
  if (!words.includes('--version')) return null;
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  return `${version}\n`;
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

/** Resolves once requests are accepted, and prints the URL. */
function listen(server: PortServer, { host, port, publicUrl, tls }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      const actualPort = portOf(server) ?? port;
      const shown = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      const open =
        publicUrl ??
        `${tls ? 'https' : 'http'}://${shown.includes(':') ? `[${shown}]` : shown}:${actualPort}`;
      process.stdout.write(`Wirebin is listening on ${open}\n`);
      resolve();
    });
  });
}

main().catch((error) => {
  const { code, message } = error as { code?: string; message: string };
  const words =
    code === 'EADDRINUSE'
      ? 'The port is in use. Choose another one, for example with PORT=4000 npm start.'
      : message;
  process.stderr.write(`Wirebin cannot start. ${words}\n`);
  process.exit(1);
});
