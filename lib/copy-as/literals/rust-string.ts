import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper('"', (code) => `\\u{${hex(code, 4)}}`);
const bytes = asciiEscaper('"', hexByte);

/** A Rust string literal for a text. */
export function rustString(value: string): string {
  return `"${text(value)}"`;
}

/** A Rust byte string literal. */
export function rustByteString(value: string): string {
  return `b"${bytes(value)}"`;
}
