import { runCommand } from './run-command.ts';

/** Set when the command is built. */
declare const wirebinVersion: string;

const interrupted = new AbortController();
// The first Ctrl+C ends what is going on in an orderly way, the second one ends the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  environment: process.env,
  input: process.stdin,
  signal: interrupted.signal,
  version: wirebinVersion,
});
