import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import type { Context } from './context.ts';
import { exitCodes, exitCodeWords } from './exit-codes.ts';
import { addPackageCommands } from './package-commands.ts';

const environmentWords = [
  ['WIREBIN_URL', 'the server'],
  ['WIREBIN_BIN', 'the slug of the bin'],
  ['WIREBIN_KEY', 'the key of the bin'],
  ['WIREBIN_TOKEN', 'the token of servers on which creating bins requires one'],
  ['WIREBIN_SECRET', 'the signing secret of send and verify'],
  ['WIREBIN_PROFILE', 'the profile file (default: ~/.config/wirebin/profile.json)'],
  ['NO_COLOR', 'no colours'],
] as const;

/** The program. Of its commands, those that a call needs are loaded: one, or all for the help and for completions. */
export async function wirebinProgram(
  context: Context,
  version: string,
  words: readonly string[],
): Promise<Command> {
  const program = new Command('wirebin')
    .description('Receive, inspect and send HTTP requests with a Wirebin server.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(Add --help for the options.)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.output.line(text.replace(/\n$/, '')),
      writeErr: (text) => context.output.note(text.replace(/\n$/, '')),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      'after',
      () => `\n${table(environmentWords)('Environment:')}\n\n${table(exitCodeWords)('Exit codes:')}`,
    );
  if (['-V', '--version'].includes(words[0] ?? '')) return program;
  const called = Object.hasOwn(commands, words[0] ?? '') && words[0] !== 'completion' ? words[0]! : null;
  for (const [name, load] of Object.entries(commands)) {
    if (called !== null && name !== called) continue;
    const { summary, examples, define } = await load();
    const command = program
      .command(name)
      .description(summary)
      .helpOption('-h, --help', 'print this help')
      .addHelpText('after', `\n${examplesText(examples)}`);
    define(command, context);
  }
  if (called === null) addPackageCommands(program);
  return program;
}

/** Runs a call. Sets the exit code of calls that end before an action; an action sets its own. */
export async function runProgram(
  program: Command,
  words: readonly string[],
  { setExitCode }: Pick<Context, 'setExitCode'>,
): Promise<void> {
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are no errors; anything else has been written to standard error.
    setExitCode(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);
  }
}

function table(rows: readonly (readonly [string | number, string])[]) {
  const width = Math.max(...rows.map(([name]) => String(name).length));
  const lines = rows.map(([name, words]) => `  ${String(name).padEnd(width)}  ${words}`);
  return (title: string) => [title, ...lines].join('\n');
}

function examplesText(examples: readonly (readonly [call: string, does: string])[]): string {
  return ['Examples:', ...examples.map(([call, does]) => `  ${call}\n      ${does}`)].join('\n');
}
