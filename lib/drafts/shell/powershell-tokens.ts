import { unreadable } from '../pasted.ts';

/** A token of a PowerShell text. Strings are without quotes. */
export type PowershellToken = {
  readonly kind: 'string' | 'word' | 'mark' | 'line-break';
  readonly text: string;
  readonly at: number;
  /** Whether white space stands before it. */
  readonly isApart: boolean;
};

const space = /[\t \u00a0]+/y;
const word = /(?:[^\s"'`(){}[\],;=|@#]|`[^\r\n])+/y;

/**
 * The tokens of a PowerShell text, as far as commands that send requests need them (about_Quoting_Rules, about_Special_Characters):
 * strings, words and marks. A backtick before a line break joins lines. Expressions in strings stay, except `$([char]233)`.
 * Linear; fails with `draft-unreadable` at a quote that is not closed.
 */
export function powershellTokens(text: string): PowershellToken[] {
  const tokens: PowershellToken[] = [];
  let isApart = true;
  const add = (kind: PowershellToken['kind'], token: string, at: number) => {
    tokens.push({ kind, text: token, at, isApart });
    isApart = false;
  };
  for (let at = 0; at < text.length; ) {
    const character = text[at]!;
    space.lastIndex = at;
    if (space.test(text)) {
      at = space.lastIndex;
      isApart = true;
    } else if (character === '`' && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      at += text[at + 1] === '\r' ? 3 : 2;
      isApart = true;
    } else if (character === '\n' || character === '\r') {
      add('line-break', '\n', at);
      at++;
      isApart = true;
    } else if (character === '#' && isApart) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === '@' && (text[at + 1] === '"' || text[at + 1] === "'")) {
      const here = hereString(text, at);
      add('string', here.value, at);
      at = here.end;
    } else if (character === "'") {
      const string = singleQuoted(text, at);
      add('string', string.value, at);
      at = string.end;
    } else if (character === '"') {
      const string = doubleQuoted(text, at);
      add('string', string.value, at);
      at = string.end;
    } else {
      word.lastIndex = at;
      const [found] = word.exec(text) ?? [];
      add(found === undefined ? 'mark' : 'word', found?.replace(/`(.)/g, '$1') ?? character, at);
      at += found?.length ?? 1;
    }
  }
  return tokens;
}

type Literal = { readonly value: string; readonly end: number };

function singleQuoted(text: string, start: number): Literal {
  let value = '';
  for (let at = start + 1; ; ) {
    const end = text.indexOf("'", at);
    if (end < 0) unreadable(text, start, "the quote ' is not closed.");
    value += text.slice(at, end);
    if (text[end + 1] !== "'") return { value, end: end + 1 };
    value += "'";
    at = end + 2;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function doubleQuoted(text: string, start: number): Literal {
  const piece = /[^"`$]+|`u\{([\da-fA-F]{1,6})\}|`([\s\S])|""|\$\(\[char\](\d{1,5}|0x[\da-fA-F]{1,4})\)|\$/y;
  let value = '';
  for (let at = start + 1; ; ) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found === null) {
      if (text[at] === '"') return { value, end: at + 1 };
      unreadable(text, start, 'the quote " is not closed.');
    }
    const [written, code, escaped, unit] = found;
    const point = Number.parseInt(code ?? '', 16);
    if (code !== undefined) value += point <= 0x10ffff ? String.fromCodePoint(point) : written;
    else if (escaped !== undefined) value += escapes[escaped] ?? escaped;
    else if (unit !== undefined) value += String.fromCharCode(Number(unit));
    else value += written === '""' ? '"' : written;
    at = piece.lastIndex;
  }
}

/** `@"` and `@'`: the lines up to one that begins with the quote and `@`. */
function hereString(text: string, start: number): Literal {
  const quote = text[start + 1]!;
  const begin = text.indexOf('\n', start);
  const end = begin < 0 ? -1 : text.indexOf(`\n${quote}@`, begin);
  if (end < 0) unreadable(text, start, `the here-string @${quote} is not closed.`);
  const content = end <= begin ? '' : text.slice(begin + 1, text[end - 1] === '\r' ? end - 1 : end);
  return { value: content, end: end + 3 };
}
