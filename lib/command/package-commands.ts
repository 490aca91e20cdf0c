import type { Command } from 'commander';
import { CommandError, exitCodes } from './exit-codes.ts';

/** A command that `lib/server/wirebin.mjs` of the installed package runs without this program. */
type PackageCommand = {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly (readonly [flags: string, about: string])[];
  /** How it is run in a copy of the repository. */
  readonly script: string;
};

/** They are listed in the help and completed like all others. */
export const packageCommands: readonly PackageCommand[] = [
  {
    name: 'serve',
    summary: 'Start a server; `wirebin` alone does so too',
    options: [
      ['-p, --port <port>', 'the port to listen on'],
      ['--host <address>', 'the address to listen on'],
      ['--folder <folder>', 'the folder of the data'],
      ['--settings', 'print all settings, which are environment variables'],
      ['--version', 'print the version'],
    ],
    script: 'npm start',
  },
  {
    name: 'mcp',
    summary: 'Serve assistants (MCP) on standard input and output, with WIREBIN_URL and WIREBIN_KEY',
    options: [],
    script: 'npm run mcp',
  },
];

/** Adds them to the program. Called here, they say where they are. */
export function addPackageCommands(program: Command): void {
  for (const { name, summary, options, script } of packageCommands) {
    const command = program
      .command(name)
      .description(summary)
      .helpOption('-h, --help', 'print this help')
      .allowUnknownOption()
      .allowExcessArguments();
    for (const [flags, about] of options) command.option(flags, about);
    command.action(() => {
      throw new CommandError(
        exitCodes.usage,
        `\`wirebin ${name}\` is a command of the installed package.`,
        `In this repository, use \`${script}\`.`,
      );
    });
  }
}
