import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { endingOf } from './exit-of-error.ts';
import { openOutput } from './output.ts';
import { printable } from './printable.ts';
import { runProgram, wirebinProgram } from './program.ts';

/** What the process gives to a call. */
export type Surroundings = Pick<Context, 'environment' | 'input' | 'signal'> & {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  readonly version: string;
};

/** Runs a call of the command, such as `['show', '1']`. Resolves with its exit code; what is wrong is written to `err`. */
export async function runCommand(
  words: readonly string[],
  { out, err, version, ...surroundings }: Surroundings,
): Promise<number> {
  let code: number = exitCodes.ok;
  const output = openOutput({ out, err, environment: surroundings.environment });
  const context: Context = {
    ...surroundings,
    output,
    setExitCode(wanted) {
      code = wanted;
    },
  };
  try {
    await runProgram(await wirebinProgram(context, version, words), words, context);
  } catch (error) {
    if (surroundings.signal.aborted) return exitCodes.interrupted;
    const { exitCode, message, hint } = endingOf(error);
    output.note(output.paint('red', printable(message, 'lines')));
    if (hint !== null) output.note(printable(hint, 'lines'));
    return exitCode;
  }
  return code;
}
