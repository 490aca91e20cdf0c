import { deceptive } from './bash-word.ts';
import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper('"$', (code) => (code < 0x80 ? hexByte(code) : `\\u{${hex(code, 4)}}`));
const bytes = asciiEscaper('"$', hexByte);

/**
 * A PHP string literal for a text, which stands for its UTF-8 bytes: between single quotes, where only `'` and `\`
 * mean anything, unless there is something that nobody would see or that ends a line.
 */
export function phpString(value: string): string {
  const plain = !/\n/.test(value) && !deceptive.test(value);
  return plain ? `'${value.replace(/['\\]/g, '\\$&')}'` : `"${text(value)}"`;
}

/** The literal for a byte string: a PHP string is bytes. */
export function phpByteString(value: string): string {
  return /^[ -~]*$/.test(value) ? phpString(value) : `"${bytes(value)}"`;
}
