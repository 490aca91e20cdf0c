import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCommand } from '#lib/command/run-command.ts';
import { root } from './root.ts';

/** The built command. */
export const commandFile = path.join(root, 'dist/wirebin.mjs');

/** How a command ended. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** A command that runs. */
export type RunningCommand = {
  readonly process: ChildProcess;
  out(): string;
  err(): string;
  readonly ended: Promise<Ended>;
  interrupt(): Promise<Ended>;
};

/** A machine on which the command is used: a home folder of its own, and nothing in the environment but what is given. */
export type Machine = {
  readonly folder: string;
  /** Runs the command with these words in this process: a process of its own takes longer to start than most commands take. */
  run(words: readonly string[], options?: { input?: string }): Promise<Ended>;
  /** Starts the built command in a process of its own, which is killed after the test. */
  start(words: readonly string[], environment?: Record<string, string>): RunningCommand;
  /** Runs a line of bash in which `wirebin` is the command. */
  shell(line: string): RunningCommand;
};

/** A stream, such as standard output, and what was written to it. */
function written(encoding: BufferEncoding): { readonly stream: NodeJS.WriteStream; text(): string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  return { stream: stream as NodeJS.WriteStream, text: () => Buffer.concat(pieces).toString(encoding) };
}

export function newMachine(environment: Record<string, string> = {}): Machine {
  const folder = mkdtempSync(path.join(tmpdir(), 'wirebin-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(commandFile, path.join(folder, 'wirebin'));
  const env = {
    PATH: `${folder}:${path.dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    TERM: 'dumb',
    NODE_ENV: 'production' as const,
    ...environment,
  };

  function start(
    program: string,
    words: readonly string[],
    more: Record<string, string> = {},
  ): RunningCommand {
    const child = spawn(program, words, { cwd: folder, env: { ...env, ...more }, detached: true });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => {
      out += data.toString('latin1');
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => resolve({ code, out, err }));
    });
    const signal = (name: NodeJS.Signals) => {
      try {
        // A shell and what it runs are one group.
        process.kill(-child.pid!, name);
      } catch {
        // It has ended.
      }
    };
    onTestFinished(async () => {
      signal('SIGKILL');
      await ended;
    });
    return {
      process: child,
      out: () => out,
      err: () => err,
      ended,
      interrupt() {
        signal('SIGINT');
        return ended;
      },
    };
  }

  return {
    folder,
    async run(words, { input } = {}) {
      const [out, err] = [written('latin1'), written('utf8')];
      const code = await runCommand(words, {
        out: out.stream,
        err: err.stream,
        // The home folder of this process is another one.
        environment: { XDG_CONFIG_HOME: path.join(folder, '.config'), ...env },
        input: Readable.from(input === undefined ? [] : [Buffer.from(input, 'latin1')]) as NodeJS.ReadStream,
        signal: new AbortController().signal,
        version: '0.0.0',
      });
      return { code, out: out.text(), err: err.text() };
    },
    start: (words, more) => start(process.execPath, [commandFile, ...words], more),
    shell: (line) => start('bash', ['-c', line]),
  };
}
