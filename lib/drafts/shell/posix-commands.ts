import { fail } from '#lib/model/errors.ts';
import type { Command, Word } from './command.ts';

/** Fails with a sentence about an offset of the text. */
type Unreadable = (offset: number, sentence: string) => never;

type HereDocument = { readonly delimiter: string; readonly isLiteral: boolean; readonly stripsTabs: boolean };

/**
 * The commands in a text for a POSIX shell or bash (POSIX.1-2024, XCU chapter 2; bash manual, 3.1.2 Quoting): words without quotes,
 * here-documents and pipes. Nothing is expanded. The text is a byte string, in which every character of the grammar is one byte.
 */
export function posixCommands(text: string, unreadable: Unreadable): Command[] {
  return new PosixReader(text, unreadable).commands();
}

/** The most commands that are read: many more than there may be requests, since a request may take several. */
const mostCommands = 10_000;

/** A run of characters that mean nothing to a shell. */
const plain = /[^\t\n\r "#$&'();<>\\`|]+/y;
const parameter = /\$(?:\{[^}\n]{0,200}\}|[A-Za-z_]\w{0,200}|[\d#*?@!$-])/y;

class PosixReader {
  #at = 0;
  #done: Command[] = [];
  #words: Word[] = [];
  /** The pieces of the word that is being read, joined at its end: there may be a million. */
  #word: string[] | null = null;
  #wordAt = 0;
  #isQuoted = false;
  #unknown: string[] = [];
  #input: string | null = null;
  #inputFile: string | null = null;
  #isPiped = false;
  /** What the next word is: an argument, or the operand of a redirection. */
  #role: 'argument' | 'input-file' | 'here-string' | 'here-document' | 'ignored' = 'argument';
  #hereDocuments: HereDocument[] = [];
  #stripsTabs = false;
  readonly #text: string;
  readonly #unreadable: Unreadable;

  constructor(text: string, unreadable: Unreadable) {
    this.#text = text;
    this.#unreadable = unreadable;
  }

  commands(): Command[] {
    while (this.#at < this.#text.length) this.#next();
    this.#endCommand(false);
    return this.#done;
  }

  #next(): void {
    const text = this.#text;
    const character = text[this.#at]!;
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#at++;
        return;
      case '\n':
        this.#endLine();
        return;
      case '\\':
        this.#backslash();
        return;
      case "'":
        this.#singleQuotes();
        return;
      case '"':
        this.#at++;
        this.#doubleQuotes(this.#at - 1);
        return;
      case '$':
        this.#dollar();
        return;
      case '`':
        this.#substitution(this.#backquoteEnd());
        return;
      case '#':
        if (this.#word === null) this.#at = endOfLine(text, this.#at);
        else this.#take('#');
        return;
      case '|':
      case ';':
      case '&':
      case '(':
      case ')':
        this.#operator(character);
        return;
      case '<':
      case '>':
        this.#redirection(character);
        return;
      default: {
        plain.lastIndex = this.#at;
        this.#take(plain.exec(text)![0]);
      }
    }
  }

  /** Appends text as it is written. */
  #take(written: string): void {
    this.#append(written);
    this.#at += written.length;
  }

  #append(piece: string): void {
    if (this.#word === null) {
      this.#word = [];
      this.#wordAt = this.#at;
      this.#isQuoted = false;
    }
    this.#word.push(piece);
  }

  #endWord(): void {
    if (this.#word === null) return;
    const word = this.#word.join('');
    this.#word = null;
    const role = this.#role;
    this.#role = 'argument';
    if (role === 'argument') this.#words.push({ text: word, at: this.#wordAt });
    else if (role === 'input-file') this.#inputFile = word;
    else if (role === 'here-string') this.#input = `${word}\n`;
    else if (role === 'here-document')
      this.#hereDocuments.push({
        delimiter: word,
        isLiteral: this.#isQuoted,
        stripsTabs: this.#stripsTabs,
      });
  }

  /** Here-documents begin after the line that names them, so a command ends after them. */
  #endLine(): void {
    this.#endWord();
    this.#at++;
    for (const document of this.#hereDocuments) this.#input = this.#hereDocument(document);
    this.#hereDocuments = [];
    this.#endCommand(false);
  }

  #endCommand(pipesOn: boolean): void {
    this.#endWord();
    if (this.#words.length > 0) {
      if (this.#done.length === mostCommands)
        fail('draft-too-long', `The text has more than ${mostCommands} commands.`);
      this.#done.push({
        words: this.#words,
        inputFile: this.#inputFile,
        input: this.#input,
        isPiped: this.#isPiped,
        unknown: this.#unknown,
      });
      this.#isPiped = pipesOn;
    }
    this.#words = [];
    this.#unknown = [];
    this.#input = null;
    this.#inputFile = null;
    this.#role = 'argument';
  }

  #backslash(): void {
    const next = this.#text[this.#at + 1];
    const skipped = lineBreakLength(this.#text, this.#at + 1);
    if (skipped > 0) this.#at += 1 + skipped;
    else if (next === undefined) this.#at++;
    else {
      this.#append(next);
      this.#isQuoted = true;
      this.#at += 2;
    }
  }

  #singleQuotes(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) this.#unreadable(this.#at, "The quote ' is not closed.");
    this.#append(this.#text.slice(this.#at + 1, end));
    this.#isQuoted = true;
    this.#at = end + 1;
  }

  /** In double quotes a backslash escapes `$`, a backquote, `"`, itself and a line break; before anything else it stays. */
  #doubleQuotes(start: number): void {
    const text = this.#text;
    this.#append('');
    this.#isQuoted = true;
    const run = /[^"$\\`]+/y;
    for (;;) {
      run.lastIndex = this.#at;
      const [found] = run.exec(text) ?? [];
      if (found !== undefined) {
        this.#take(found);
        continue;
      }
      const character = text[this.#at];
      if (character === undefined) this.#unreadable(start, 'The quote " is not closed.');
      if (character === '"') {
        this.#at++;
        return;
      }
      if (character === '\\') this.#backslashInQuotes();
      else if (character === '`') this.#substitution(this.#backquoteEnd());
      else this.#parameter();
    }
  }

  #backslashInQuotes(): void {
    const next = this.#text[this.#at + 1] ?? '';
    const skipped = lineBreakLength(this.#text, this.#at + 1);
    if (skipped > 0) this.#at += 1 + skipped;
    else if (next !== '' && '$`"\\'.includes(next)) {
      this.#append(next);
      this.#at += 2;
    } else this.#take('\\');
  }

  #dollar(): void {
    const next = this.#text[this.#at + 1];
    if (next === "'") this.#ansiQuotes();
    else if (next === '"') {
      this.#at += 2;
      this.#doubleQuotes(this.#at - 1);
    } else this.#parameter();
  }

  /** A parameter or a substitution stays as it is written; so does a dollar sign that begins neither. */
  #parameter(): void {
    const text = this.#text;
    if (text[this.#at + 1] === '(') {
      this.#substitution(this.#parenthesisEnd());
      return;
    }
    parameter.lastIndex = this.#at;
    const [name] = parameter.exec(text) ?? [];
    if (name !== undefined) this.#unknown.push(name);
    this.#take(name ?? '$');
  }

  #substitution(end: number): void {
    const written = this.#text.slice(this.#at, end);
    this.#unknown.push(written.length > 60 ? `${written.slice(0, 60)}…` : written);
    this.#take(written);
  }

  #backquoteEnd(): number {
    const end = this.#text.indexOf('`', this.#at + 1);
    if (end < 0) this.#unreadable(this.#at, 'The backquote ` is not closed.');
    return end + 1;
  }

  #parenthesisEnd(): number {
    const text = this.#text;
    let depth = 0;
    for (let at = this.#at + 1; at < text.length; at++) {
      if (text[at] === '(') depth++;
      else if (text[at] === ')' && --depth === 0) return at + 1;
    }
    return this.#unreadable(this.#at, 'The substitution $( is not closed.');
  }

  #ansiQuotes(): void {
    const text = this.#text;
    const start = this.#at;
    this.#append('');
    this.#isQuoted = true;
    this.#at += 2;
    const run = /[^'\\]+/y;
    const escaped =
      /\\(?:([0-7]{1,3})|x([\da-fA-F]{1,2})|u([dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|[\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|c([\s\S])|([\s\S]))/y;
    for (;;) {
      run.lastIndex = this.#at;
      const [found] = run.exec(text) ?? [];
      if (found !== undefined) {
        this.#take(found);
        continue;
      }
      if (text[this.#at] === "'") {
        this.#at++;
        return;
      }
      escaped.lastIndex = this.#at;
      const parts = escaped.exec(text);
      if (parts === null) this.#unreadable(start, "The quote $' is not closed.");
      this.#append(escapedBytes(parts));
      this.#at = escaped.lastIndex;
    }
  }

  #operator(character: string): void {
    const next = this.#text[this.#at + 1];
    const isDouble = next === character && character !== '(' && character !== ')';
    if (character === '&' && next === '>') {
      this.#endWord();
      this.#at += 2;
      this.#role = 'ignored';
      return;
    }
    this.#endCommand(character === '|' && !isDouble);
    this.#at += isDouble || (character === '|' && next === '&') ? 2 : 1;
  }

  #redirection(character: '<' | '>'): void {
    // Digits directly before an operator are the number of a file.
    if (this.#word?.length === 1 && !this.#isQuoted && /^\d{1,3}$/.test(this.#word[0]!)) this.#word = null;
    this.#endWord();
    const [operator] = /^(?:<<<|<<-|<<|<&|<>|<|>>|>&|>\||>)/.exec(this.#text.slice(this.#at, this.#at + 3))!;
    this.#at += operator.length;
    this.#stripsTabs = operator === '<<-';
    if (character === '>' || operator === '<&' || operator === '<>') this.#role = 'ignored';
    else if (operator === '<') this.#role = 'input-file';
    else this.#role = operator === '<<<' ? 'here-string' : 'here-document';
  }

  #hereDocument({ delimiter, isLiteral, stripsTabs }: HereDocument): string {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const end = endOfLine(this.#text, this.#at);
      let line = this.#text.slice(this.#at, end);
      if (line.endsWith('\r')) line = line.slice(0, -1);
      if (stripsTabs) line = line.slice(/^\t*/.exec(line)![0].length);
      this.#at = end + 1;
      if (line === delimiter) break;
      lines.push(line);
    }
    const content = lines.map((line) => `${line}\n`).join('');
    if (isLiteral) return content;
    for (const [name] of content.matchAll(/\\[\s\S]|\$(?:\{[^}\n]{0,200}\}|[A-Za-z_]\w{0,200})/g))
      if (name.startsWith('$')) this.#unknown.push(name);
    return content.replace(/\\(?:\n|([$\\`]))/g, '$1');
  }
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/** The bytes of an escape in `$'…'` (bash manual, 3.1.2.4). One that is not known stays as it is written. */
function escapedBytes([written, octal, hex, unicode, wide, control, letter]: RegExpExecArray): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (unicode !== undefined) return utf8OfCode(codeOf(unicode));
  if (wide !== undefined) return utf8OfCode(Number.parseInt(wide, 16));
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  return letters[letter!] ?? written;
}

/** DevTools writes characters beyond U+FFFF as two surrogates. */
function codeOf(digits: string): number {
  const [high, low] = digits.split('\\u').map((part) => Number.parseInt(part, 16));
  return low === undefined ? high! : 0x10000 + ((high! - 0xd800) << 10) + (low - 0xdc00);
}

/** UTF-8, as bash writes it: surrogates are not refused. */
function utf8OfCode(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  const last = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), ...last);
  return String.fromCharCode(0xf0 | ((code >> 18) & 0x07), 0x80 | ((code >> 12) & 0x3f), ...last);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The length of a line break at an offset, 0 if there is none. */
function lineBreakLength(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : 0;
}
