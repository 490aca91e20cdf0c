import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { root } from './root.ts';

export { root };

/** A running Wirebin: the built server as a process of its own, on a free port, with a database file of its own. */
export type RunningServer = {
  readonly origin: string;
  readonly port: number;
  readonly folder: string;
  readonly process: ChildProcess;
  /** What it wrote on standard error so far: its log. */
  log(): string;
  /** What it wrote on standard output so far. */
  output(): string;
  /** Ends it with a signal (SIGTERM unless said otherwise) and says how it exited. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

type Options = {
  environment?: Record<string, string>;
  folder?: string;
  /** What Node runs, with arguments: `dist/server.mjs`, unless said otherwise. */
  script?: string[];
  /** A command that runs the server in its own stead, such as a shell that sets a limit first. */
  under?: string[];
};

/** A folder of the test's own, removed afterwards. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server that ends with the test. */
export async function startServer(options: Options = {}): Promise<RunningServer> {
  const folder = options.folder ?? (await temporaryFolder());
  const server = await launchServer({ ...options, folder });
  onTestFinished(async () => {
    await server.stop('SIGKILL');
  });
  return server;
}

/** One server for all tests of a file, or of a `describe`. Ask for it inside a test. */
export function sharedServer(options: Omit<Options, 'folder'> = {}): () => RunningServer {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    server = await launchServer({ ...options, folder: await mkdtemp(path.join(tmpdir(), 'wirebin-test-')) });
  });
  afterAll(async () => {
    if (!server) return;
    await server.stop('SIGKILL');
    await rm(server.folder, { recursive: true, force: true });
  });
  return () => server!;
}

/** Starts a server whose end is the caller's business. */
export async function launchServer(options: Options & { folder: string }): Promise<RunningServer> {
  const [command, ...words] = [
    ...(options.under ?? []),
    process.execPath,
    ...(options.script ?? ['dist/server.mjs']),
  ];
  const child = spawn(command!, words, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: `file:${path.join(options.folder, 'wirebin.db')}`,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let log = '';
  child.stderr.on('data', (data) => {
    log += data;
  });
  const exited = once(child, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      output += data;
      const match = /(?:listening on|Local:) +(https?:\/\/\S+)/.exec(output);
      if (match) resolve(match[1]!);
    });
    child.once('exit', (code) =>
      reject(new Error(`The server ended with ${code} before it listened:\n${output}${log}`)),
    );
  });
  return {
    origin,
    port: Number(new URL(origin).port),
    folder: options.folder,
    process: child,
    log: () => log,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

/** `next start` without our server, on the same build: where Next runs alone, captures come through the route handler. */
export const nextStart: Pick<Options, 'script'> = {
  script: ['node_modules/next/dist/bin/next', 'start', '--port', '0'],
};

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A bin made through the API, and the API as its owner sees it. */
export type TestBin = {
  slug: string;
  key: string;
  captureUrl: string;
  inspectUrl: string;
  /** Calls the API below this bin with its key. */
  api(path?: string, init?: RequestInit & { key?: string | null }): Promise<Response>;
};

export async function newBin(origin: string, wanted: Record<string, unknown> = {}): Promise<TestBin> {
  const response = await fetch(`${origin}/api/v1/bins`, { method: 'POST', body: JSON.stringify(wanted) });
  if (response.status !== 201) throw new Error(`No bin: ${response.status} ${await response.text()}`);
  const bin = (await response.json()) as Omit<TestBin, 'api'>;
  return {
    ...bin,
    api: (below = '', { key = bin.key, ...init } = {}) =>
      fetch(`${origin}/api/v1/bins/${bin.slug}${below}`, {
        ...init,
        headers: { ...(key === null ? {} : { Authorization: `Bearer ${key}` }), ...init.headers },
      }),
  };
}
