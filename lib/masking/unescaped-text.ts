import { scanString } from '#lib/body/json/scan.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import type { Span } from './span.ts';

/**
 * An unescaped piece of text that maps its spans back to the text as written. So a span can be replaced there without
 * changing anything else.
 */
export type TextView = {
  /** The unescaped text, a byte string. */
  readonly text: string;
  /** Whether the text as written contains no escapes. */
  readonly isPlain: boolean;
  /** Maps a span to the text as written. */
  origin(span: Span): Span;
};

/**
 * Creates a view of escaped text. `starts[i]` is where character `i` of the unescaped text begins in the text as written;
 * one more element is the end of the last character.
 */
function viewOf(text: string, starts: Int32Array, escaped: (replacement: string) => string): TextView {
  return {
    text,
    isPlain: false,
    origin: ({ start, end, replacement }) => ({
      start: starts[start]!,
      end: starts[end]!,
      ...(replacement === undefined ? {} : { replacement: escaped(replacement) }),
    }),
  };
}

/** Creates a view of text without escapes. */
function plainView(text: string, base: number, escaped: (replacement: string) => string): TextView {
  return {
    text,
    isPlain: true,
    origin: ({ start, end, replacement }) => ({
      start: base + start,
      end: base + end,
      ...(replacement === undefined ? {} : { replacement: escaped(replacement) }),
    }),
  };
}

const jsonEscaped = (replacement: string) => JSON.stringify(replacement).slice(1, -1);
const percentEscaped = (replacement: string) => replacement.replaceAll('"', '%22');

const shorthand: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const utf8 = new TextEncoder();

/** Unescapes the content of a JSON string (RFC 8259 §7), a byte string whose first character is at `base`. */
export function jsonStringView(written: string, base: number): TextView {
  if (!written.includes('\\')) return plainView(written, base, jsonEscaped);
  const meaning = new Meaning(written.length, base);
  for (let at = 0; at < written.length; ) {
    if (written.charCodeAt(at) !== backslash) meaning.add(written.charCodeAt(at), at++);
    else {
      const [character, length] = jsonCharacter(written, at);
      for (let unit = 0; unit < character.length; unit++) meaning.add(character.charCodeAt(unit), at);
      at += length;
    }
  }
  return meaning.view(written.length, jsonEscaped);
}

function jsonCharacter(written: string, at: number): [byteString: string, length: number] {
  const letter = written.charAt(at + 1);
  if (written.charAt(at) !== '\\' || letter === '') return [written.charAt(at), 1];
  const hex = letter === 'u' ? /^[\da-f]{4}/i.exec(written.slice(at + 2, at + 6))?.[0] : undefined;
  if (hex === undefined) return [shorthand[letter] ?? letter, 2];
  const unit = String.fromCharCode(Number.parseInt(hex, 16));
  // Two escapes may form one character (RFC 8259 §7); a lone surrogate becomes U+FFFD.
  const low = /^\\u(d[c-f][\da-f]{2})/i.exec(written.slice(at + 6, at + 12))?.[1];
  const isPair = low !== undefined && /^d[89ab]/i.test(hex);
  const character = isPair ? unit + String.fromCharCode(Number.parseInt(low, 16)) : unit;
  return [String.fromCharCode(...utf8.encode(character)), isPair ? 12 : 6];
}

/** Unescapes a name or value of a form or query (URL Standard §5.1), a byte string whose first character is at `base`. */
export function percentView(written: string, base: number): TextView {
  if (!/[%+]/.test(written)) return plainView(written, base, percentEscaped);
  const meaning = new Meaning(written.length, base);
  for (let at = 0; at < written.length; ) {
    const code = written.charCodeAt(at);
    const byte = code === percent ? hexByteAt(written, at + 1) : -1;
    if (byte >= 0) meaning.add(byte, at);
    else meaning.add(code === plus ? space : code, at);
    at += byte >= 0 ? 3 : 1;
  }
  return meaning.view(written.length, percentEscaped);
}

const backslash = 0x5c;
const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/** The byte of two hexadecimal digits; −1 if there are none. */
function hexByteAt(text: string, at: number): number {
  const [high, low] = [hexDigit(text.charCodeAt(at)), hexDigit(text.charCodeAt(at + 1))];
  return high < 0 || low < 0 ? -1 : 16 * high + low;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Collects unescaped text byte by byte. It is never longer than the text as written. */
class Meaning {
  readonly #bytes: Uint8Array;
  readonly #starts: Int32Array;
  readonly #base: number;
  #length = 0;

  constructor(most: number, base: number) {
    this.#bytes = new Uint8Array(most);
    this.#starts = new Int32Array(most + 1);
    this.#base = base;
  }

  /** Adds a byte; `at` is where it begins in the text as written. */
  add(byte: number, at: number): void {
    this.#bytes[this.#length] = byte;
    this.#starts[this.#length++] = this.#base + at;
  }

  view(end: number, escaped: (replacement: string) => string): TextView {
    this.#starts[this.#length] = this.#base + end;
    return viewOf(fromBytes(this.#bytes.subarray(0, this.#length)), this.#starts, escaped);
  }
}

/**
 * The end of the JSON string that opens at `at`, closing quote included; a malformed string ends where it can no longer be
 * read.
 */
export function jsonStringEnd(text: string, at: number): { inside: number; end: number } {
  const scanned = scanString(text, at);
  if (typeof scanned === 'number') return { inside: scanned - 1, end: scanned };
  const end = Math.max(at + 1, scanned.offset);
  return { inside: end, end };
}
