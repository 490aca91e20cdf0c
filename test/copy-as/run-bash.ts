import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';

/** How a snippet gets to bash: as an argument, as a script on stdin, or as what somebody types or pastes. */
export type Way = 'argument' | 'script' | 'interactive';

export type BashOptions = {
  /** The working directory and the home. Beside it, a file `{folder}.stdin` comes and goes. */
  folder: string;
  way: Way;
  locale?: string;
};

export type Ran = { code: number | null; stderr: string };

/** Linux takes arguments of up to 128 KiB. */
export const LONGEST_ARGUMENT = 131_071;

const PATIENCE_MS = 60_000;

/** Runs a snippet in a real bash, which gets nothing of this process's environment but PATH. */
export async function runBash(
  snippet: string,
  { folder, way, locale = 'C.UTF-8' }: BashOptions,
): Promise<Ran> {
  const environment = { PATH: process.env.PATH, HOME: folder, LC_ALL: locale, HISTFILE: '/dev/null' };
  const source = { argument: ['-c', snippet], script: ['-s'], interactive: ['-i'] }[way];
  // A file and not a pipe, which bash reads byte by byte.
  const script = `${folder}.stdin`;
  writeFileSync(script, way === 'argument' ? '' : `${snippet}\n`);
  const stdin = openSync(script, 'r');
  const child = spawn('bash', ['--noprofile', '--norc', ...source], {
    cwd: folder,
    env: environment as unknown as NodeJS.ProcessEnv,
    stdio: [stdin, 'ignore', 'pipe'],
    // A process group of its own, so that what hangs can be ended whole.
    detached: true,
  });
  closeSync(stdin);
  const impatience = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), PATIENCE_MS);
  const stderr: Buffer[] = [];
  child.stderr?.on('data', (piece: Buffer) => stderr.push(piece));
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(impatience);
  rmSync(script);
  return { code, stderr: Buffer.concat(stderr).toString('latin1') };
}
