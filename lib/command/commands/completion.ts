import type { CommandModule } from '../command.ts';
import { completionScript, completionShells } from '../completion-script.ts';
import { wrongCall } from '../exit-codes.ts';

export const completion: CommandModule = {
  summary: 'Print completions for a shell',
  examples: [
    ['source <(wirebin completion bash)', 'for this shell; add the line to ~/.bashrc'],
    ['wirebin completion fish > ~/.config/fish/completions/wirebin.fish', 'for fish'],
  ],
  define(command, context) {
    command.argument('<shell>', 'bash, zsh or fish').action((name: string) => {
      const shell = completionShells.find((one) => one === name);
      if (shell === undefined)
        return wrongCall(`There are no completions for ${name}.`, 'Choose bash, zsh or fish.');
      context.output.line(completionScript(shell, command.parent!));
    });
  },
};
