import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { endingOf } from './exit-of-error.ts';
import { openOutput } from './output.ts';
import { runProgram, wirebinProgram } from './program.ts';

/** Set when the command is built. */
declare const wirebinVersion: string;

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort());
process.on('SIGTERM', () => interrupted.abort());

const output = openOutput({ out: process.stdout, err: process.stderr, environment: process.env });
const context: Context = {
  output,
  environment: process.env,
  input: process.stdin,
  signal: interrupted.signal,
  setExitCode(code) {
    process.exitCode = code;
  },
};

try {
  const words = process.argv.slice(2);
  await runProgram(await wirebinProgram(context, wirebinVersion, words), words);
} catch (error) {
  if (interrupted.signal.aborted) process.exitCode = exitCodes.interrupted;
  else {
    const { exitCode, message, hint } = endingOf(error);
    output.note(output.paint('red', message));
    if (hint !== null) output.note(hint);
    process.exitCode = exitCode;
  }
}
