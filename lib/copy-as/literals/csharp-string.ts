import { asciiEscaper, hex, textEscaper } from './escape.ts';

/** Not `\x`, which takes as many digits as there are. */
const unit = (code: number) => (code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`);

const text = textEscaper('"', unit);
const bytes = asciiEscaper('"', unit);

/** A C# string literal for a text. */
export function csharpString(value: string): string {
  return `"${text(value)}"`;
}

/** The literal for a byte string, in ASCII: a character for each byte. */
export function csharpByteString(value: string): string {
  return `"${bytes(value)}"`;
}
