import { publishedServices, publishServices, type Services } from '#lib/server/services.ts';

let opening: Promise<Services> | undefined;

/**
 * The one door to the running server: what `lib/server/open-server.ts` left, or, where Next runs without our server (`next start`,
 * serverless hosts), a store opened here and no live channel.
 */
export async function services(): Promise<Services> {
  const found = publishedServices();
  if (found) return found;
  opening ??= openHere();
  return opening;
}

async function openHere(): Promise<Services> {
  const [
    { readConfig },
    { openStore },
    { Turns },
    { announceToNobody },
    { openSubscriptions },
    { openFollowing },
    { HeldRequests },
    { heldAnywhere },
    { noPeers },
    { bodyKeeper },
    { schemaChecker },
    { signatureChecker },
    { secretCipher },
    { bodyLimits },
    { Waits },
    { openDecodeQueue },
    { openEgress },
    { openDeliveries },
    { openForwards },
    { tellForwards },
    { openWorkers },
    { filterWork },
    { zeroCounts },
    { openMetrics },
    { openLog },
    { openOutageLog },
    { openGate },
    { openRecentTraffic, countTraffic },
    { nothingDeclared },
    { scheduleEviction },
    { scheduleExpiry },
  ] = await Promise.all([
    import('#lib/config/read-config.ts'),
    import('#lib/store/open.ts'),
    import('#lib/store/turns.ts'),
    import('#lib/live/announce.ts'),
    import('#lib/live/subscriptions.ts'),
    import('#lib/live/following.ts'),
    import('#lib/wire/response/held-requests.ts'),
    import('#lib/live/peers/held-anywhere.ts'),
    import('#lib/live/peers/peers.ts'),
    import('#lib/wire/incoming/keep-body.ts'),
    import('#lib/wire/incoming/check-schemas.ts'),
    import('#lib/wire/incoming/check-signature.ts'),
    import('#lib/access/secrets/secret-cipher.ts'),
    import('#lib/wire/incoming/body-limits.ts'),
    import('#lib/wire/response/wait-limits.ts'),
    import('#lib/content-encoding/decode-queue.ts'),
    import('#lib/egress/egress.ts'),
    import('#lib/deliveries/deliveries.ts'),
    import('#lib/forwarding/forwards.ts'),
    import('#lib/server/tell-forwards.ts'),
    import('#lib/workers/workers.ts'),
    import('#lib/workers/filter-work.ts'),
    import('#lib/server/counts.ts'),
    import('#lib/server/metrics.ts'),
    import('#lib/server/log.ts'),
    import('#lib/server/upkeep/outage-log.ts'),
    import('#lib/server/open-gate.ts'),
    import('#lib/server/recent-traffic.ts'),
    import('#lib/server/declared/declared-bins.ts'),
    import('#lib/server/upkeep/schedule-eviction.ts'),
    import('#lib/server/upkeep/schedule-expiry.ts'),
  ]);
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const root = process.cwd();
  const turns = new Turns();
  const workers = openWorkers(`${root}/dist/worker.mjs`);
  const filters = filterWork(workers);
  const metrics = openMetrics();
  const cipher = config.secretKeys ? secretCipher(config.secretKeys) : null;
  const store = await openStore(config.databaseUrl, root, {
    limits: config.limits,
    turns,
    filters,
    cipher,
    observeCommit: metrics.observeCommit,
  });
  const { reportError } = openOutageLog(store, log, Date.now);
  const keepBody = bodyKeeper(store, bodyLimits(config.maxBodyBytes), Date.now);
  const checkSignature = signatureChecker({
    store,
    cipher,
    binDomain: config.binDomain,
    warn: (words) => log.warn(words),
    reportError,
  });
  const checkSchemas = schemaChecker({ store, workers, reportError });
  let forwards: Services['forwards'] | undefined;
  const counts = zeroCounts();
  const recentTraffic = openRecentTraffic(counts, Date.now);
  const subscriptions = openSubscriptions(store);
  const announce = tellForwards(
    subscriptions.listening(countTraffic(announceToNobody, recentTraffic)),
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
  const waits = new Waits(config.waiting);
  const egress = await openEgress({
    config,
    rates: gatehouse.rateLimits,
    ownPort: () => config.port,
    connectToOwnBin: null,
  });
  const deliveries = openDeliveries({ store, egress, announce, config, cipher, now: Date.now, reportError });
  const running = openForwards({
    store,
    deliveries,
    egress,
    announce,
    config,
    filters,
    // Bins of this server cannot be sent to here, so another process runs the rules.
    runs: false,
    origin: () => config.publicUrl ?? `http://localhost:${config.port}`,
    now: Date.now,
    reportError,
  });
  forwards = running;
  const held = new HeldRequests(announceToNobody, Date.now);
  const decodeBody = openDecodeQueue(config.maxBodyBytes);
  const { gate } = gatehouse;
  const anyHeld = heldAnywhere(held, noPeers);
  const opened: Services = {
    ...gatehouse,
    config,
    store,
    turns,
    announce,
    subscriptions,
    keepBody,
    checkSignature,
    checkSchemas,
    cipher,
    waits,
    held: anyHeld,
    following: openFollowing({
      store,
      gate,
      config,
      workers,
      decodeBody,
      held,
      subscriptions,
      now: Date.now,
    }),
    egress,
    deliveries,
    forwards: running,
    respondFromUpstream: running.respond,
    decodeBody,
    decodeDownload: openDecodeQueue(config.maxBodyBytes),
    workers,
    saysOrigin: false,
    counts,
    recentTraffic,
    metrics,
    connections: () => ({ all: 0, watching: 0 }),
    declared: nothingDeclared,
    note: (words, facts) => log.info(facts, words),
    reportError,
  };
  metrics.readFrom(opened);
  scheduleExpiry({ ...opened, rotation: scheduleEviction(opened) }, reportError);
  publishServices(opened);
  return opened;
}
