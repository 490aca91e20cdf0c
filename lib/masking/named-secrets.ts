import type { Search } from './search.ts';
import type { Span } from './span.ts';

/** A name in a text, followed by a separator and its value: `password: `, `token=`, `<pin>`, `--secret `. */
type Named = { readonly name: string; readonly start: number; readonly valueAt: number };

const isLetter = codesOf(/[A-Za-z]/);
/** The characters of names. */
const isInName = codesOf(/[\w.-]/);
const longestName = 64;
const mostBlanks = 8;
/** The longest attributes between the name of an element and its `>`, with the preceding space. */
const longestAttributes = 257;

function codesOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));
}

/**
 * Finds named secrets in a text that is neither JSON nor a form: `password: x`, `?token=x`, `<pin>1</pin>`, `--secret x`. With
 * rules, also those whose name has two words: `secret key: x`. One pass over the text.
 */
export function namedSecrets(text: string, search: Search): Span[] {
  const spans: Span[] = [];
  const names = new NameScan(text);
  for (let found = names.next(); found; found = names.next()) {
    const written = text.slice(found.start, found.valueAt);
    // The value of another name may contain names: `url=https://h/?token=x`.
    if (!isSecretName(text, found, search) || (search.rules && hasNoValue(text, written, found.start)))
      continue;
    const span = search.rules
      ? anyValueAt(text, found.valueAt, written, found.name)
      : valueAt(text, found.valueAt, isLine(text, written, found.start));
    names.skipTo(Math.max(found.valueAt, span.end));
    if (span.end > span.start) {
      spans.push(span);
      search.found(text.slice(span.start, span.end));
    }
  }
  return spans;
}

/** Whether the value of a name is a secret; with rules, also by the word before it. */
function isSecretName(text: string, { name, start }: Named, { nameKind, rules }: Search): boolean {
  if (nameKind(name).secret) return true;
  if (rules === null || !/[ \t]/.test(text.charAt(start - 1))) return false;
  const before = /([A-Za-z]+)[ \t]$/.exec(text.slice(Math.max(0, start - longestName), start))?.[1];
  return before !== undefined && nameKind(`${before} ${name}`).secret;
}

/** Finds names in a text that may be followed by a value. */
class NameScan {
  readonly #text: string;
  #at = 0;
  /** The next `<` or `>` at or after the last position that was checked. */
  #angle = -1;

  constructor(text: string) {
    this.#text = text;
  }

  skipTo(at: number): void {
    this.#at = at;
  }

  next(): Named | null {
    const text = this.#text;
    while (this.#at < text.length) {
      let end = this.#at;
      while (end < text.length && isInName[text.charCodeAt(end)]) end++;
      if (end === this.#at) {
        this.#at++;
        continue;
      }
      const start = this.#afterHyphens(this.#at);
      const isOption = start >= this.#at + 2;
      this.#at = end;
      // A name begins with a letter that does not continue an earlier word.
      if (end - start > longestName || !isLetter[text.charCodeAt(start)]) continue;
      if (start > 0 && !isOption && isInName[text.charCodeAt(start - 1)]) continue;
      const valueAt = isOption && text[end] === ' ' ? this.#afterBlanks(end) : this.#valueAfter(end);
      if (valueAt >= 0) return { name: text.slice(start, end), start, valueAt };
    }
    return null;
  }

  /** Where the value begins after a name that ends at a position; −1 if there is none. */
  #valueAfter(end: number): number {
    const text = this.#text;
    let at = end;
    if (text[at] === '\\') at++;
    if (text[at] === '"' || text[at] === "'") at++;
    at = this.#afterBlanks(at);
    if (text[at] === ':' || text[at] === '=') return this.#afterBlanks(at + 1);
    if (text[end] === '>') return end + 1;
    if (text[end] !== ' ' && text[end] !== '\t') return -1;
    const angle = this.#nextAngle(end);
    return text[angle] === '>' && angle - end <= longestAttributes ? angle + 1 : -1;
  }

  /** An option of a command begins with two hyphens: `--token`. */
  #afterHyphens(from: number): number {
    return this.#text.startsWith('--', from) ? from + 2 : from;
  }

  #afterBlanks(from: number): number {
    const text = this.#text;
    let at = from;
    while (at - from < mostBlanks && (text[at] === ' ' || text[at] === '\t')) at++;
    return at;
  }

  #nextAngle(from: number): number {
    const text = this.#text;
    if (this.#angle >= from) return this.#angle;
    let at = from;
    while (at < text.length && text.charCodeAt(at) !== 0x3c && text.charCodeAt(at) !== 0x3e) at++;
    this.#angle = at;
    return at;
  }
}

/** Whether the name begins a line, as in YAML and header fields: its value is the rest of the line. */
function isLine(text: string, written: string, start: number): boolean {
  return /: *$/.test(written) && /(?:^|[\r\n])[ \t-]*$/.test(text.slice(Math.max(0, start - 40), start));
}

/** Whether the name is that of an end tag or of an empty element. */
function hasNoValue(text: string, written: string, start: number): boolean {
  if (!written.endsWith('>')) return false;
  return written.endsWith('/>') || /<\/(?:[\w.-]+:)?$/.test(text.slice(Math.max(0, start - 70), start));
}

/** The longest possible value: the content of an element up to its end tag, a quoted text, else the rest of the line. */
function anyValueAt(text: string, at: number, written: string, name: string): Span {
  if (written.endsWith('>')) {
    const endTag = new RegExp(`</(?:[\\w.-]+:)?${name.replaceAll('.', '\\.')}[\\s>]`, 'gi');
    endTag.lastIndex = at;
    return { start: at, end: endTag.exec(text)?.index ?? text.length };
  }
  const quoted = quotedAt(text, at);
  if (quoted && text[quoted.end] === '"') return quoted;
  const end = lineEnd(text, at);
  if (text[at] !== "'") return { start: at, end };
  const close = text.slice(at + 1, end).indexOf("'");
  return close < 0 ? { start: at, end } : { start: at + 1, end: at + 1 + close };
}

function valueAt(text: string, at: number, line: boolean): Span {
  if (line) return { start: at, end: lineEnd(text, at) };
  const quoted = quotedAt(text, at);
  if (quoted) return quoted;
  if (text[at] === "'") {
    const close = text.indexOf("'", at + 1);
    return { start: at + 1, end: close < 0 ? text.length : close };
  }
  const word = /[^\s"'<>&]*/y;
  word.lastIndex = at;
  word.exec(text);
  return { start: at, end: word.lastIndex };
}

/**
 * The text in double quotes, or after an opening quote that is never closed; an escaped quote also ends it. Null if there
 * is no opening quote.
 */
function quotedAt(text: string, at: number): Span | null {
  const start = text[at] === '\\' ? at + 2 : at + 1;
  if (text[start - 1] !== '"') return null;
  let end = start;
  for (; end < text.length && text[end] !== '"'; end++) {
    if (text[end] !== '\\') continue;
    if (end + 1 === text.length || text[end + 1] === '"') break;
    end++;
  }
  return { start, end };
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at++;
  return at;
}
