import type { Command } from './command.ts';

/**
 * The commands in a text for cmd.exe. Two programs read it: cmd.exe, for which a caret makes the next character plain except between
 * quotes, and the start-up code of C programs, which splits at spaces and takes `\"` for a quote. Variables are not expanded.
 * Source: help of cmd.exe; "Parsing C++ command-line arguments", Microsoft.
 */
export function cmdCommands(text: string): Command[] {
  return commandLines(text).map(({ line, at, unknown }) => ({
    words: argumentsIn(line).map((word) => ({ text: word, at })),
    inputFile: null,
    input: null,
    isPiped: false,
    unknown,
  }));
}

type CommandLine = { line: string; at: number; unknown: string[] };

/** A run of characters that mean nothing to cmd.exe. */
const plain = /[^\n\r"&|^<>%]+/y;

/** Each command as one line, after cmd.exe has taken its carets. Redirections of output are dropped, with their files. */
function commandLines(text: string): CommandLine[] {
  const lines: CommandLine[] = [];
  let current: CommandLine = { line: '', at: 0, unknown: [] };
  let isQuoted = false;
  const end = (at: number) => {
    if (current.line.trim() !== '') lines.push(current);
    current = { line: '', at, unknown: [] };
    isQuoted = false;
  };
  for (let at = 0; at < text.length; ) {
    plain.lastIndex = at;
    const [run] = plain.exec(text) ?? [];
    const character = text[at]!;
    if (run !== undefined) {
      current.line += run;
      at += run.length;
    } else if (character === '\n' || character === '\r') end(++at);
    else if (character === '"') {
      isQuoted = !isQuoted;
      current.line += character;
      at++;
    } else if (character === '^' && !isQuoted) {
      // A line break after a caret is dropped, and the caret counts for what follows it.
      const skipped = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0].length ?? 0;
      current.line += text[at + 1 + skipped] ?? '';
      at += 2 + skipped;
    } else if ((character === '&' || character === '|') && !isQuoted) end(++at);
    else if ((character === '<' || character === '>') && !isQuoted) {
      const operand = /^>{1,2}[\t ]{0,8}(?:"[^"\n]{0,300}"|[^\s"&|<>]{1,300})?/.exec(
        text.slice(at, at + 320),
      )?.[0];
      at += operand?.length ?? 1;
    } else {
      const name = character === '%' ? /^%[\w()]{1,60}%/.exec(text.slice(at, at + 64))?.[0] : undefined;
      // The folder of temporary files is where copies of ours put theirs.
      if (name !== undefined && name !== '%TEMP%') current.unknown.push(name);
      current.line += name ?? character;
      at += name?.length ?? 1;
    }
  }
  end(text.length);
  return lines;
}

/** The arguments in a command line, by the rules of Microsoft's C runtime. */
export function argumentsIn(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (const [piece] of line.matchAll(/\\+"?|""?|[\t ]+|[^\\"\t ]+/g)) {
    const isSpace = piece[0] === ' ' || piece[0] === '\t';
    if (isSpace && !isQuoted) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    if (piece === '"') isQuoted = !isQuoted;
    else if (piece === '""') {
      // Between quotes, two of them are one; else they open and close.
      if (isQuoted) word += '"';
      if (isQuoted) isQuoted = false;
    } else if (piece[0] === '\\' && piece.endsWith('"')) {
      const slashes = piece.length - 1;
      word += '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
    } else word += piece;
  }
  return word === null ? words : [...words, word];
}
