import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type RunningServer, root, startServer, temporaryFolder } from './server.ts';
import { until } from './until.ts';

/** A server of which it is known how long a turn of its event loop takes. */
export type ClockedServer = RunningServer & {
  /** The longest turn while something is done, milliseconds of processor time of the main thread. */
  longestTurn(act: () => Promise<unknown>): Promise<number>;
};

/** Starts such a server; it ends with the test. */
export async function startClockedServer(environment: Record<string, string> = {}): Promise<ClockedServer> {
  const file = path.join(await temporaryFolder(), 'longest-turn');
  const server = await startServer({
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
