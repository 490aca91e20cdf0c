import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper("'", (code) => (code < 0x100 ? hexByte(code) : `\\u{${hex(code, 4)}}`));
const bytes = asciiEscaper("'", hexByte);

/** A JavaScript string literal for a text. Single quotes: in them `${` and line ends have no meaning. */
export function javascriptString(value: string): string {
  return `'${text(value)}'`;
}

/** The literal for a byte string, in ASCII. Web IDL's ByteString and Node's `latin1` send a character for a byte. */
export function javascriptByteString(value: string): string {
  return `'${bytes(value)}'`;
}
