import type { Command } from 'commander';

export const completionShells = ['bash', 'zsh', 'fish'] as const;
export type CompletionShell = (typeof completionShells)[number];

/** A word that can be completed, and what it means. */
type Word = { readonly word: string; readonly about: string };
/** The words after a command such as `bins new`; of the program itself, after nothing. */
type Place = { readonly path: string; readonly words: readonly Word[] };

/** A script with which a shell completes the commands and options of a program. */
export function completionScript(shell: CompletionShell, program: Command): string {
  const places = placesOf(program, '');
  return scripts[shell](places);
}

function placesOf(command: Command, path: string): Place[] {
  const commands = command.commands.map((one) => ({ word: one.name(), about: one.description() }));
  const options = command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []));
  const below = command.commands.flatMap((one) => placesOf(one, `${path} ${one.name()}`.trim()));
  return [{ path, words: [...commands, ...options] }, ...below];
}

const scripts: Record<CompletionShell, (places: readonly Place[]) => string> = {
  bash: (places) => `_wirebin() {
  local place='' word current=\${COMP_WORDS[COMP_CWORD]} index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case "\${place:+$place }$word" in
${places
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      '${path}') place='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$place" in
${places.map(({ path, words }) => `    '${path}') COMPREPLY=($(compgen -W '${words.map(({ word }) => word).join(' ')}' -- "$current")) ;;`).join('\n')}
  esac
}
complete -o default -F _wirebin wirebin`,

  zsh: (places) => `#compdef wirebin
_wirebin() {
  local place='' word index
  local -a found
  for ((index = 2; index < CURRENT; index++)); do
    word=\${words[index]}
    case "\${place:+$place }$word" in
${places
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      '${path}') place='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$place" in
${places.map(({ path, words }) => `    '${path}') found=(${words.map(({ word, about }) => quoted(`${word.replaceAll(':', '\\:')}:${about}`)).join(' ')}) ;;`).join('\n')}
  esac
  _describe 'wirebin' found || _files
}
compdef _wirebin wirebin`,

  fish: (places) =>
    places
      .flatMap(({ path, words }) => {
        const names = path.split(' ').filter((name) => name !== '');
        const condition =
          names.length === 0
            ? '__fish_use_subcommand'
            : names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
        return words.map(({ word, about }) => {
          const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
          return `complete -c wirebin -n ${quoted(condition)} ${what} -d ${quoted(about)}`;
        });
      })
      .join('\n'),
};

/** A word in single quotes, as POSIX shells and zsh read it; fish reads text without a backslash the same way. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
