import { base64Text } from '#lib/http/base64-text.ts';
import { WrittenLength } from '../limits.ts';
import type { Command } from '../shell/command.ts';

/**
 * The files that commands read, byte strings by their names as written, and their standard input. A text can contain them as
 * here-documents, as the output of `echo` before a pipe, or written by `certutil`. All commands of one reading share a limit, since a short
 * text can read a long file many times.
 */
export class KnownFiles {
  readonly #contents: ReadonlyMap<string, string>;
  #input: string | null = null;
  readonly #read = new WrittenLength('The files that the commands read have');

  constructor(contents: ReadonlyMap<string, string>) {
    this.#contents = contents;
  }

  /** Sets the standard input of the next command; null if it is not known. */
  setInput(input: string | null): void {
    this.#input = input;
  }

  /** The content of a file, `-` for standard input; null if it is not known. Standard input that was read is empty. */
  read(name: string): string | null {
    const content = name === '-' ? this.#input : (this.#contents.get(name) ?? null);
    if (content === null) return null;
    if (name === '-') this.#input = '';
    this.#read.add(content.length);
    return content;
  }
}

/** What a command writes to the next, of those that stand before curl in texts; null if it is not known. */
export function outputOf({ words, input: given }: Command, before: string | null): string | null {
  const input = given ?? before;
  const [name, ...args] = words.map(({ text }) => text);
  switch (name) {
    case 'echo':
      return args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`;
    case 'printf':
      return args[0] === '%s' && args.length === 2 ? args[1]! : null;
    case 'cat':
      return args.length === 0 || (args.length === 1 && args[0] === '-') ? input : null;
    case 'base64':
      return args.length === 1 && /^(?:-d|-D|--decode)$/.test(args[0]!) && input !== null
        ? base64Text(input)
        : null;
    default:
      return null;
  }
}

/**
 * The files that a text for cmd.exe writes before it runs curl, as copies of ours do: base64 by `echo` into a file, which `certutil`
 * decodes into another. Names are as written, with `%TEMP%`.
 */
export function filesOfCmd(text: string): ReadonlyMap<string, string> {
  const encoded = new Map<string, string[]>();
  const files = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, operator, echoed, base64] = /^(>>?)"([^"]{1,300})" echo ([\w+/=]+)$/.exec(line) ?? [];
    if (echoed !== undefined && base64 !== undefined) {
      const lines = operator === '>>' ? encoded.get(echoed) : undefined;
      if (lines) lines.push(base64);
      else encoded.set(echoed, [base64]);
      continue;
    }
    const [, from, to] = /^certutil -f -decode "([^"]{1,300})" "([^"]{1,300})" >nul$/.exec(line) ?? [];
    const content = base64Text(encoded.get(from ?? '')?.join('') ?? '');
    if (to !== undefined && content !== null) files.set(to, content);
  }
  return files;
}
