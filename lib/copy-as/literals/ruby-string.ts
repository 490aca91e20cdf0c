import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper('"#', (code) => (code < 0x80 ? hexByte(code) : `\\u{${hex(code, 4)}}`));
const bytes = asciiEscaper('"#', hexByte);

/** A Ruby string literal for a text. `#` is escaped, or `#{…}`, `#$…` and `#@…` would be evaluated. */
export function rubyString(value: string): string {
  return `"${text(value)}"`;
}

/** The literal for a byte string, and where it is not ASCII the call that makes Ruby take it for bytes. */
export function rubyByteString(value: string): string {
  return `"${bytes(value)}"${/[^\0-\x7f]/.test(value) ? '.b' : ''}`;
}
