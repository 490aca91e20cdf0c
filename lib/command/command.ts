import type { Command } from 'commander';
import type { Context } from './context.ts';

/** A command of `wirebin`: adds itself to the program, with its options, and an example that the tests run. */
export type CommandModule = {
  /** In the help: a sentence without its subject, such as `Show a request`. */
  readonly summary: string;
  /** Calls as they are typed, each with what it does. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  readonly define: (command: Command, context: Context) => void;
};

/** Adds the options of commands that work with a bin. */
export function withBinOptions(command: Command): Command {
  return command
    .option('-b, --bin <slug>', 'the bin (default: WIREBIN_BIN, else the current one of the profile)')
    .option('--url <url>', 'the server (default: WIREBIN_URL, else that of the bin)')
    .option('--json', 'print JSON');
}
