import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper('"', (code) => {
  if (code < 0x80) return hexByte(code);
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
});
const bytes = asciiEscaper('"', hexByte);

/** A Go string literal for a text, which stands for its UTF-8 bytes. */
export function goString(value: string): string {
  return `"${text(value)}"`;
}

/** The literal for a byte string: a Go string is bytes. */
export function goByteString(value: string): string {
  return `"${bytes(value)}"`;
}
