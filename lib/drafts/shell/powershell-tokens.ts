import { unreadable } from '../pasted.ts';

/** A token of a PowerShell text. Strings are without quotes. */
export type PowershellToken = {
  readonly kind: 'string' | 'word' | 'mark' | 'line-break';
  readonly text: string;
  readonly at: number;
  /** Whether white space stands before it. */
  readonly isApart: boolean;
  /** The variables and expressions in `text` that PowerShell would expand, in order. */
  readonly expansions: readonly Expansion[];
};

/** A variable or an expression in a text, such as `$name`, `${name}` or `$(…)`: its offsets. */
type Expansion = { readonly start: number; readonly end: number };

const space = /[\t \u00a0]+/y;
/** A word, or the name of a parameter up to the colon before its value. */
const word = /-[A-Za-z]\w*:|(?:[^\s"'`(){}[\],;=|@#]|`[^\r\n])+/y;

/**
 * The tokens of a PowerShell text, as far as commands that send requests need them (about_Quoting_Rules, about_Special_Characters):
 * strings, words and marks. A backtick before a line break joins lines. Expressions in strings stay, except `$([char]233)`, and their
 * places are given.
 * Linear; fails with `draft-unreadable` at a quote that is not closed.
 */
export function powershellTokens(text: string): PowershellToken[] {
  const tokens: PowershellToken[] = [];
  let isApart = true;
  const add = (
    kind: PowershellToken['kind'],
    token: string,
    at: number,
    expansions: readonly Expansion[] = [],
  ) => {
    tokens.push({ kind, text: token, at, isApart, expansions });
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
    } else if (character === '<' && text[at + 1] === '#' && isApart) {
      const end = text.indexOf('#>', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (character === '#' && isApart) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === '@' && (text[at + 1] === '"' || text[at + 1] === "'")) {
      const here = hereString(text, at);
      add('string', here.value, at, here.expansions);
      at = here.end;
    } else if (character === "'") {
      const string = singleQuoted(text, at);
      add('string', string.value, at);
      at = string.end;
    } else if (character === '"') {
      const string = doubleQuoted(text, at);
      add('string', string.value, at, string.expansions);
      at = string.end;
    } else {
      word.lastIndex = at;
      const [found] = word.exec(text) ?? [];
      if (found === undefined) add('mark', character, at);
      else {
        const { value, expansions } = expandable(found, 0, false);
        add('word', value, at, expansions);
      }
      at += found?.length ?? 1;
    }
  }
  return tokens;
}

type Literal = { readonly value: string; readonly end: number };
type ExpandableLiteral = Literal & { readonly expansions: readonly Expansion[] };

function singleQuoted(text: string, start: number): Literal {
  let value = '';
  for (let at = start + 1; ; ) {
    const end = text.indexOf("'", at);
    if (end < 0) unreadable(text, start, "The quote ' is not closed.");
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

function doubleQuoted(text: string, start: number): ExpandableLiteral {
  const string = expandable(text, start + 1, true);
  if (text[string.end] !== '"') unreadable(text, start, 'The quote " is not closed.');
  return { ...string, end: string.end + 1 };
}

/** Reads a text with escapes and expansions from `start` up to its end, or up to a quote that is not doubled. */
function expandable(text: string, start: number, endsAtQuote: boolean): ExpandableLiteral {
  const piece =
    /[^"`$]+|`u\{([\da-fA-F]{1,6})\}|`([\s\S])|\$\(\[char\](\d{1,5}|0x[\da-fA-F]{1,4})\)|(\$(?:\w+(?::\w+)?|\{[^{}"\r\n]{1,60}\}|\([^()"`\r\n]{0,60}\)?))|[$"`]/y;
  const expansions: Expansion[] = [];
  let value = '';
  let at = start;
  while (at < text.length) {
    if (endsAtQuote && text[at] === '"') {
      if (text[at + 1] !== '"') break;
      at++;
    }
    piece.lastIndex = at;
    const [written, code, escaped, unit, expansion] = piece.exec(text)!;
    const point = Number.parseInt(code ?? '', 16);
    if (expansion !== undefined)
      expansions.push({ start: value.length, end: value.length + expansion.length });
    if (code !== undefined) value += point <= 0x10ffff ? String.fromCodePoint(point) : written;
    else if (escaped !== undefined) value += escapes[escaped] ?? escaped;
    else if (unit !== undefined) value += String.fromCharCode(Number(unit));
    else value += written;
    at = piece.lastIndex;
  }
  return { value, expansions, end: at };
}

/** `@"` and `@'`: the lines up to one that begins with the quote and `@`. Only the former has escapes and expansions. */
function hereString(text: string, start: number): ExpandableLiteral {
  const quote = text[start + 1]!;
  const begin = text.indexOf('\n', start);
  const end = begin < 0 ? -1 : text.indexOf(`\n${quote}@`, begin);
  if (end < 0) unreadable(text, start, `The here-string @${quote} is not closed.`);
  const content = end <= begin ? '' : text.slice(begin + 1, text[end - 1] === '\r' ? end - 1 : end);
  const literal = quote === '"' ? expandable(content, 0, false) : { value: content, expansions: [] };
  return { ...literal, end: end + 3 };
}
