import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../config.ts';
import { originOf } from '../http/origin.ts';
import { openLive } from '../live/live.ts';
import { openStore } from '../store/open.ts';
import { Turns } from '../store/turns.ts';
import { contentDecoder } from '../wire/content-decoder.ts';
import { HeldRequests } from '../wire/held-requests.ts';
import { bodyKeeper, bodyLimits } from '../wire/keep-body.ts';
import { Waits } from '../wire/waits.ts';
import { filterWork } from '../workers/filter-work.ts';
import { openWorkers } from '../workers/workers.ts';
import { openApp } from './app.ts';
import { guardConnections } from './connections/connections.ts';
import { connectionLimit, descriptorLimit } from './connections/descriptor-limit.ts';
import { openRejections } from './connections/rejections.ts';
import { noCounts } from './counts.ts';
import { openDeclaredBins } from './declared/declared-bins.ts';
import { openGatehouse } from './gatehouse.ts';
import { type PortServer, portServer } from './listen.ts';
import { openLog } from './log.ts';
import { outageLog } from './outage.ts';
import { counted, openPulse } from './pulse.ts';
import { keepRetaining } from './retention.ts';
import { rotateWhenOverfull } from './rotation.ts';
import { serve } from './server.ts';
import { leaveAtDoor } from './services.ts';
import { sweepWhenLetGo } from './sweeping.ts';

/** How long captures under way may take to finish once the process was asked to stop, milliseconds. */
const patience = 10_000;

async function main(): Promise<void> {
  const root = process.cwd();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);

  // The compiled thread stands beside the compiled server.
  const workers = openWorkers(fileURLToPath(new URL('./worker.mjs', import.meta.url)));
  const turns = new Turns();
  const store = await openStore(config.databaseUrl, root, config.limits, turns, filterWork(workers));
  const outages = outageLog(store, log, Date.now);
  const { blame } = outages;
  const decodeBody = contentDecoder(config.maxBodyBytes);
  const live = openLive(store, { decodeBody, workers, now: Date.now, blame });
  const keepBody = bodyKeeper(store, bodyLimits(config.maxBodyBytes), Date.now);
  const waits = new Waits(config.waiting);
  const held = new HeldRequests(live.announce, Date.now);
  const counts = noCounts();
  const pulse = openPulse(counts, Date.now);
  const announce = counted(live.announce, pulse);
  const gatehouse = await openGatehouse({ config, store, root, announce, counts, log, blame, now: Date.now });
  const declared = await openDeclaredBins({ config, store, announce, log, now: Date.now });
  // Without a file there is nothing to read again, and SIGHUP ends the process as it always does.
  if (config.binsFile !== undefined) process.on('SIGHUP', () => void declared.readAgain());
  const { admit, spendFor, trust } = gatehouse;
  const line = { store, admit, spendFor, announce, keepBody, trust, waits, held, workers, blame };

  const app = openApp({ dev: process.env.NODE_ENV === 'development', root });
  const port = await portServer(config);
  const scheme = config.tls ? 'https' : 'http';
  const connections = guardConnections(port, {
    limits: {
      perAddress: config.connectionsPerAddress,
      total: connectionLimit(descriptorLimit()),
      trustedProxies: config.trustedProxies,
    },
    origin: originOf({ ...config, scheme, host: undefined, fallback: `localhost:${config.port}` }),
    isTls: config.tls !== undefined,
    reject: openRejections(counts, log),
    now: Date.now,
  });
  const traffic = serve(port, { config, line, live, app, counts, connections });
  leaveAtDoor({
    ...gatehouse,
    ...line,
    turns,
    config,
    saysOrigin: true,
    decodeBody: contentDecoder(config.maxBodyBytes),
    decodeDownload: contentDecoder(config.maxBodyBytes),
    counts,
    pulse,
    connections: () => ({ all: connections.count(), watching: live.watchers() }),
    declared,
    note: (words, facts) => log.info(facts, words),
  });
  await listen(port, config);
  const rotation = rotateWhenOverfull(line);
  const sweeping = sweepWhenLetGo(line);
  const retention = keepRetaining({ ...line, rotation, declared }, blame);
  app.ready.then(
    () => log.info('pages ready'),
    (error) => {
      blame(error);
      void stop(1);
    },
  );

  let stopping = false;
  async function stop(exitCode: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    await live.close();
    await traffic.close(patience);
    await Promise.all([retention.stop(), rotation.stop(), sweeping.stop(), outages.stop()]);
    await gatehouse.close();
    await workers.close();
    pulse.stop();
    await store.close();
    await app.close();
    process.exit(exitCode);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      stop(0).catch((error) => {
        blame(error);
        process.exit(1);
      });
    });
  }
}

/** Resolves when requests are accepted, and says where. */
function listen(server: PortServer, { host, port, publicUrl, tls }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      const actualPort = typeof address === 'object' && address ? address.port : port;
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
    code === 'EADDRINUSE' ? 'The port is in use. Choose another with PORT=4000 npm start.' : message;
  process.stderr.write(`Wirebin cannot start. ${words}\n`);
  process.exit(1);
});
