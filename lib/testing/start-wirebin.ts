import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { type Client, createClient } from '#lib/client/client.ts';
import { readConfig } from '#lib/config/read-config.ts';
import type { settings } from '#lib/config/settings.ts';
import { type App, openApp } from '#lib/server/app.ts';
import { openLog } from '#lib/server/log.ts';
import { openMetrics } from '#lib/server/metrics.ts';
import { openServer } from '#lib/server/open-server.ts';
import { publishServices, type Services } from '#lib/server/services.ts';
import { type ApiModule, apiApp } from '#lib/server/without-pages/api-app.ts';

export type StartOptions = {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** The folder of the database. Default: a temporary one, which is removed when the server closes. */
  readonly folder?: string;
  /** Whether the inspector is served. Loading it takes about a second, in the background. Default: no, the API alone. */
  readonly pages?: boolean;
  /** Settings as in the environment of a server: `{ MAX_BODY_BYTES: '1000' }`. */
  readonly settings?: Partial<Record<keyof typeof settings, string>>;
};

/** A server in this process. */
export type StartedWirebin = AsyncDisposable & {
  readonly url: string;
  readonly port: number;
  readonly hasPages: boolean;
  readonly client: Client;
  /** Closes the server. Nothing of it is left, neither files nor handles. */
  close(): Promise<void>;
};

/** The folder of the package. The compiled file is in `dist/`. */
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Starts a real server in this process, which listens on the loopback interface. */
export async function startWirebin({
  port = 0,
  host = '127.0.0.1',
  folder,
  pages = false,
  settings = {},
}: StartOptions = {}): Promise<StartedWirebin> {
  const temporary = folder === undefined ? await mkdtemp(path.join(tmpdir(), 'wirebin-')) : null;
  const removeNow = () => rmSync(temporary!, { recursive: true, force: true });
  // A program may end without closing its server.
  if (temporary) process.once('exit', removeNow);

  async function removeTemporary(): Promise<void> {
    if (!temporary) return;
    await rm(temporary, { recursive: true, force: true });
    process.removeListener('exit', removeNow);
  }

  async function open() {
    const config = readConfig({
      LOG_LEVEL: 'warn',
      ...settings,
      PORT: String(port),
      HOST: host,
      DATABASE_URL: `file:${path.resolve(folder ?? temporary!, 'wirebin.db')}`,
    });
    let services: Services | undefined;
    const app = pages ? await appWithPages() : await appWithoutPages(() => services!);
    // Prisma's query compiler is WebAssembly, and its first queries take several times as long with V8's optimizing compiler.
    setFlagsFromString('--liftoff-only');
    return openServer({
      config,
      root: packageFolder,
      log: openLog(config.logLevel),
      metrics: openMetrics({ ofProcess: false }),
      app,
      publish(opened) {
        services = opened;
        if (pages) publishServices(opened);
      },
    }).finally(() => setFlagsFromString('--no-liftoff-only'));
  }

  const server = await open().catch(async (error) => {
    await removeTemporary();
    throw error;
  });

  async function close(): Promise<void> {
    try {
      await server.close();
    } finally {
      await removeTemporary();
    }
  }
  return {
    url: server.origin,
    port: server.port,
    hasPages: pages,
    client: createClient({ url: server.origin }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Where Next looks for its configuration before it reads `next.config.js`. */
const configVariable = '__NEXT_PRIVATE_STANDALONE_CONFIG';

/**
 * Gives Next the configuration that the pages were built with. To read `next.config.js`, it would load its compiler, which the package does not
 * have, and write a line to the output of the program.
 */
async function appWithPages(): Promise<App> {
  const built = await readFile(path.join(packageFolder, '.next/required-server-files.json'), 'utf8');
  const before = process.env[configVariable];
  process.env[configVariable] = JSON.stringify((JSON.parse(built) as { config: object }).config);
  const app = openApp({ dev: false, root: packageFolder });
  // The program may have pages of its own.
  const restore = () => {
    if (before === undefined) delete process.env[configVariable];
    else process.env[configVariable] = before;
  };
  app.ready.then(restore, restore);
  return app;
}

async function appWithoutPages(services: () => Services): Promise<App> {
  const compiled = new URL('./api.mjs', import.meta.url).href;
  return apiApp((await import(compiled)) as ApiModule, services);
}
