import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { launchServer, type RunningServer, root } from './server.ts';
import { until } from './until.ts';

/** A server whose event loop turns are measured. */
export type ClockedServer = RunningServer & {
  /** The longest turn during an action, milliseconds of processor time of the main thread. */
  longestTurn(act: () => Promise<unknown>): Promise<number>;
};

/** Starts one such server for all tests of a file. Call the returned function inside a test. */
export function clockedServer(environment: Record<string, string> = {}): () => ClockedServer {
  let server: ClockedServer | undefined;
  beforeAll(async () => {
    server = await launchClocked(await mkdtemp(path.join(tmpdir(), 'wirebin-test-')), environment);
  });
  afterAll(async () => {
    if (!server) return;
    await server.stop('SIGKILL');
    await rm(server.folder, { recursive: true, force: true });
  });
  return () => server!;
}

async function launchClocked(folder: string, environment: Record<string, string>): Promise<ClockedServer> {
  const file = path.join(folder, 'longest-turn');
  const server = await launchServer({
    folder,
    environment: { ...environment, LOOP_CLOCK_FILE: file },
    script: ['--import', path.join(root, 'test/support/loop-clock.mjs'), 'dist/server.mjs'],
  });

  async function read(): Promise<number> {
    await rm(file, { force: true });
    server.process.kill('SIGUSR2');
    return Number(await until(() => readFile(file, 'utf8').catch(() => null)));
  }

  return {
    ...server,
    async longestTurn(act) {
      await read();
      await act();
      return read();
    },
  };
}
