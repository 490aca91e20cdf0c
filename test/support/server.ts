import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { asDescribed } from './described.ts';
import { root } from './root.ts';
import { oncePerWorker } from './worker.ts';

export { root };

/** A running Wirebin: the built server in a separate process, on a free port, with its own database file. */
export type RunningServer = {
  readonly origin: string;
  readonly port: number;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Its standard error so far: the log. */
  log(): string;
  /** Its standard output so far. */
  output(): string;
  /** Stops it with a signal (SIGTERM by default) and resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

type Options = {
  environment?: Record<string, string>;
  folder?: string;
  /** The script that Node runs, with arguments; `dist/server.mjs` by default. */
  script?: string[];
  /** A command that starts the server, such as a shell that sets a limit first. */
  under?: string[];
};

/** Creates a temporary folder, which is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server that stops after the test. */
export async function startServer(options: Options = {}): Promise<RunningServer> {
  const folder = options.folder ?? (await temporaryFolder());
  const server = await launchServer({ ...options, folder });
  onTestFinished(async () => {
    await server.stop('SIGKILL');
  });
  return server;
}

/**
 * Starts one server for all tests of a file or a `describe`. Call the returned function inside a test. Without options it
 * is the server of the worker process, with data from the tests of other files.
 */
export function sharedServer(options?: Omit<Options, 'folder'>): () => RunningServer {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    server = options ? await launchInNewFolder(options) : await serverOfWorker();
  });
  afterAll(async () => {
    if (server && options) await endWithFolder(server);
  });
  return () => server!;
}

async function serverOfWorker(): Promise<RunningServer> {
  const server = await oncePerWorker('server', launchInNewFolder, {
    isUsable: ({ process: { exitCode, signalCode } }) => exitCode === null && signalCode === null,
    end: endWithFolder,
  });
  const [log, output] = [server.log().length, server.output().length];
  return { ...server, log: () => server.log().slice(log), output: () => server.output().slice(output) };
}

async function launchInNewFolder(options: Omit<Options, 'folder'> = {}): Promise<RunningServer> {
  return launchServer({ ...options, folder: await mkdtemp(path.join(tmpdir(), 'wirebin-test-')) });
}

async function endWithFolder(server: RunningServer): Promise<void> {
  await server.stop('SIGKILL');
  await rm(server.folder, { recursive: true, force: true });
}

/** Starts a server that the caller has to stop. */
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

/** `next start` without our server, on the same build: captures are then handled by the route handler. */
export const nextStart: Pick<Options, 'script'> = {
  script: ['node_modules/next/dist/bin/next', 'start', '--port', '0'],
};

/**
 * A free port, below those that the system gives to servers and connections that ask for any (32,768 and up on Linux): none of
 * them takes it before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer().listen(port);
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('listening', () => resolve(true)).once('error', () => resolve(false));
    });
    await new Promise((resolve) => probe.close(resolve));
    if (isFree) return port;
  }
}

/** A bin created through the API, and the API as its owner. */
export type TestBin = {
  slug: string;
  key: string;
  captureUrl: string;
  inspectUrl: string;
  /** Calls the API below this bin with its key. */
  api(path?: string, init?: RequestInit & { key?: string | null }): Promise<Response>;
};

export async function newBin(origin: string, wanted: Record<string, unknown> = {}): Promise<TestBin> {
  const url = `${origin}/api/v1/bins`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(wanted) });
  await asDescribed('POST', url, response);
  if (response.status !== 201) throw new Error(`No bin: ${response.status} ${await response.text()}`);
  const bin = (await response.json()) as Omit<TestBin, 'api'>;
  return {
    ...bin,
    async api(below = '', { key = bin.key, ...init } = {}) {
      const url = `${origin}/api/v1/bins/${bin.slug}${below}`;
      const response = await fetch(url, {
        ...init,
        headers: { ...(key === null ? {} : { Authorization: `Bearer ${key}` }), ...init.headers },
      });
      return asDescribed(init.method ?? 'GET', url, response);
    },
  };
}
