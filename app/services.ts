import { foundAtDoor, leaveAtDoor, type Services } from '#lib/server/services.ts';

let opening: Promise<Services> | undefined;

/**
 * The one door to the running server: what `lib/server/main.ts` left, or, where Next runs without our server (`next start`,
 * serverless hosts), a store opened here and no live channel.
 */
export async function services(): Promise<Services> {
  const found = foundAtDoor();
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
    { HeldRequests },
    { bodyKeeper, bodyLimits },
    { Waits },
    { contentDecoder },
    { openWorkers },
    { filterWork },
    { noCounts },
    { openLog },
    { outageLog },
    { openGatehouse },
    { openPulse, counted },
    { nothingDeclared },
    { rotateWhenOverfull },
    { keepRetaining },
  ] = await Promise.all([
    import('#lib/config.ts'),
    import('#lib/store/open.ts'),
    import('#lib/store/turns.ts'),
    import('#lib/live/announce.ts'),
    import('#lib/wire/held-requests.ts'),
    import('#lib/wire/keep-body.ts'),
    import('#lib/wire/waits.ts'),
    import('#lib/wire/content-decoder.ts'),
    import('#lib/workers/workers.ts'),
    import('#lib/workers/filter-work.ts'),
    import('#lib/server/counts.ts'),
    import('#lib/server/log.ts'),
    import('#lib/server/outage.ts'),
    import('#lib/server/gatehouse.ts'),
    import('#lib/server/pulse.ts'),
    import('#lib/server/declared/declared-bins.ts'),
    import('#lib/server/rotation.ts'),
    import('#lib/server/retention.ts'),
  ]);
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const root = process.cwd();
  const turns = new Turns();
  const workers = openWorkers(`${root}/dist/worker.mjs`);
  const store = await openStore(config.databaseUrl, root, config.limits, turns, filterWork(workers));
  const { blame } = outageLog(store, log, Date.now);
  const keepBody = bodyKeeper(store, bodyLimits(config.maxBodyBytes), Date.now);
  const counts = noCounts();
  const pulse = openPulse(counts, Date.now);
  const announce = counted(announceToNobody, pulse);
  const gatehouse = await openGatehouse({ config, store, root, announce, counts, log, blame, now: Date.now });
  const waits = new Waits(config.waiting);
  const opened: Services = {
    ...gatehouse,
    config,
    store,
    turns,
    announce,
    keepBody,
    waits,
    held: new HeldRequests(announceToNobody, Date.now),
    decodeBody: contentDecoder(config.maxBodyBytes),
    decodeDownload: contentDecoder(config.maxBodyBytes),
    workers,
    saysOrigin: false,
    counts,
    pulse,
    connections: () => ({ all: 0, watching: 0 }),
    declared: nothingDeclared,
    note: (words, facts) => log.info(facts, words),
    blame,
  };
  keepRetaining({ ...opened, rotation: rotateWhenOverfull(opened) }, blame);
  leaveAtDoor(opened);
  return opened;
}
