import { readable, toBytes } from '#lib/http/byte-string.ts';
import type { Draft, DraftFormat, DraftNote } from '../draft.ts';
import { mostDrafts } from '../limits.ts';
import { unreadable } from '../pasted.ts';
import { utf8 } from '../request/utf8.ts';
import { cmdCommands } from '../shell/cmd-commands.ts';
import type { Command, Word } from '../shell/command.ts';
import { posixCommands } from '../shell/posix-commands.ts';
import { type PowershellToken, powershellTokens } from '../shell/powershell-tokens.ts';
import { withoutPrompts } from '../shell/prompts.ts';
import { type CurlArgument, configArguments, curlArguments } from './arguments.ts';
import { curlRequests } from './curl-requests.ts';
import { fileNeeded } from './data.ts';
import { filesOfCmd, KnownFiles, outputOf } from './known-files.ts';

/** A command that begins with curl, at the beginning of a line or behind a pipe. */
const curlLine = /(?:^|[\n|;&(])[\t ]*curl(?:\.exe)?[\t ^`\\\r\n]/;

/** The commands that are read after prompts: curl, and those that write its input or prepare for it. */
const commandsAfterPrompts = String.raw`(?:curl(?:\.exe)?|echo|printf|cat|base64|export|set|cd)[\t \\^${'`'}\r\n]`;

/** Commands that are part of how a body reaches curl, or show a response. */
const expected = /^(?:echo|printf|cat|base64|certutil|rem|set|export|jq|cd)$/i;

const mostSkipped = 5;

/**
 * curl commands, for a POSIX shell or bash, for cmd.exe and for PowerShell. The request is the one that curl would send, with the lines
 * that it adds by itself: User-Agent, Accept, and Content-Type for data. Source: curl man page, 8.17.
 */
export const curl: DraftFormat = {
  id: 'curl',
  title: 'a curl command',
  matches: ({ text, json }) =>
    json === undefined && curlLine.test(withoutPrompts(text, commandsAfterPrompts)),
  read({ text: pasted }) {
    const text = withoutPrompts(pasted, commandsAfterPrompts);
    const bytes = utf8(text);
    const isCmd = isForCmd(text);
    const commands = commandsOf(text, bytes, isCmd);
    const files = new KnownFiles(isCmd ? filesOfCmd(bytes) : new Map());
    const drafts: Draft[] = [];
    const skipped: DraftNote[] = [];
    let output: string | null = null;
    for (const command of commands) {
      const input = command.input ?? (command.isPiped ? output : null);
      const { words } = command;
      output = outputOf(command, input);
      const name = (words[0]?.text ?? '').replace(/^.*[/\\]/s, '');
      if (!/^curl(?:\.exe)?$/i.test(name)) {
        if (!expected.test(name) && !command.isPiped && skipped.length < mostSkipped)
          skipped.push(skippedNote(words));
        continue;
      }
      if (drafts.length > mostDrafts) break;
      files.setInput(input);
      const found = requestsOf(words.slice(1), files, [...notesOf(command)]);
      if (found.length === 0)
        unreadable(text, offsetIn(bytes, words[0]!.at), 'This curl command has no URL.');
      for (const draft of found) drafts.push(draft);
    }
    return { drafts, notes: skipped };
  },
};

/**
 * Whether a text is for cmd.exe: the first line of the command ends with a caret, or has quotes behind carets, before any single quote
 * that a shell would read.
 */
function isForCmd(text: string): boolean {
  const start = curlLine.exec(text)!;
  const end = text.indexOf('\n', start.index + start[0].length);
  const line = text.slice(start.index + 1, end < 0 ? undefined : end);
  const caret = line.search(/\^["\\%]|\^[\t ]*\r?$/);
  const quote = line.indexOf("'");
  return (
    (caret >= 0 && (quote < 0 || caret < quote)) || /^(?:>"%TEMP%|rem )/im.test(text.slice(0, start.index))
  );
}

function commandsOf(text: string, bytes: string, isCmd: boolean): Command[] {
  if (isCmd) return cmdCommands(bytes);
  if (/`[\t ]*\r?\n/.test(text) && !/\\\r?\n/.test(text)) return powershellCommands(text);
  return posixCommands(bytes, (offset, sentence) => unreadable(text, offsetIn(bytes, offset), sentence));
}

/** The commands of a PowerShell text: tokens without white space between them are one word. */
function powershellCommands(text: string): Command[] {
  const commands: PowershellToken[][] = [[]];
  for (const token of powershellTokens(text)) {
    const isEnd = token.kind === 'line-break' || (token.kind === 'mark' && /[;|]/.test(token.text));
    if (isEnd) commands.push([]);
    else commands.at(-1)!.push(token);
  }
  return commands
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => {
      const words: Word[] = [];
      const unknown: string[] = [];
      for (const { text: part, at, isApart, expansions } of tokens) {
        for (const { start, end } of expansions) unknown.push(utf8(part.slice(start, end)));
        const last = isApart ? undefined : words.pop();
        words.push({ text: (last?.text ?? '') + utf8(part), at: last?.at ?? at });
      }
      return { words, input: null, inputFile: null, isPiped: false, unknown };
    });
}

function requestsOf(words: readonly Word[], files: KnownFiles, notes: DraftNote[]): Draft[] {
  const given = curlArguments(words).flatMap((argument): CurlArgument[] => {
    if (argument.effect !== 'config') return [argument];
    const config = files.read(argument.value);
    if (config === null) notes.push(fileNeeded(argument.value, 'options'));
    return config === null ? [] : configArguments(config);
  });
  return groupsOf(given).flatMap((group) => curlRequests(group, files, notes));
}

/** The arguments between one `--next` and another, each a request of its own. */
function groupsOf(given: readonly CurlArgument[]): CurlArgument[][] {
  const groups: CurlArgument[][] = [[]];
  for (const argument of given) {
    if (argument.effect === 'next') groups.push([]);
    else groups.at(-1)!.push(argument);
  }
  return groups;
}

function notesOf({ unknown, inputFile }: Command): DraftNote[] {
  const names = [...new Set(unknown)].slice(0, 20);
  const notes = names.map((name): DraftNote => {
    const message = `The value of ${readable(name)} is not known. It is kept as it is written.`;
    return { code: 'variable-unknown', message };
  });
  return inputFile === null ? notes : [...notes, fileNeeded(inputFile, 'standard input')];
}

function skippedNote(words: readonly Word[]): DraftNote {
  const command = readable(
    words
      .slice(0, 3)
      .map(({ text }) => text.slice(0, 60))
      .join(' '),
  );
  return { code: 'command-skipped', message: `The command ${JSON.stringify(command)} is skipped.` };
}

/** The offset in the text of an offset in its UTF-8 bytes. */
function offsetIn(bytes: string, offset: number): number {
  return new TextDecoder().decode(toBytes(bytes.slice(0, offset))).length;
}
