import { readable, toBytes } from '#lib/http/byte-string.ts';

/**
 * Writing any text as one word of bash that stands for exactly its bytes and is nothing but data, whether bash runs
 * it from a file or a person pastes it into a terminal. Two forms:
 * - `'it'\''s'`      nothing is special between single quotes; what is seen is what is sent
 * - `$'a\tb\xff'`    ANSI-C quoting, for what a terminal would swallow, act on or show as something else
 */

/**
 * What does not survive a terminal unseen: controls, bidirectional and zero-width characters, every space but U+0020,
 * and what has no glyph at all. A line feed is fine.
 */
export const deceptive = /(?![ \n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** bash 5.0 to 5.2 take a pasted line that starts with `^` for a history substitution, even between quotes. */
const substitutesHistory = /\n\^/;

/** The word for a byte string: read as UTF-8 when it is, so that people can too, and byte by byte when it is not. */
export function bashWord(byteString: string): string {
  const text = readable(byteString);
  const isUtf8 = text !== byteString || !/[^\0-\x7f]/.test(text);
  return isUtf8 ? bashTextWord(text) : ansiQuoted(byteString, /[\\'!]|[^ -~]/g, toBytes);
}

/** The word for a text, which stands for its UTF-8 bytes. No word can hold U+0000: callers keep it out. */
export function bashTextWord(text: string): string {
  if (deceptive.test(text) || substitutesHistory.test(text)) {
    return ansiQuoted(text, new RegExp(`[\\\\'!\n]|${deceptive.source}`, 'gu'), (character) =>
      utf8.encode(character),
    );
  }
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const utf8 = new TextEncoder();
const shorthand: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** `!` is escaped too: older versions of bash look for history between `$'` and `'`. */
function ansiQuoted(text: string, special: RegExp, bytesOf: (character: string) => Uint8Array): string {
  const escaped = text.replace(
    special,
    (character) => shorthand[character] ?? Array.from(bytesOf(character), hexEscape).join(''),
  );
  return `$'${escaped}'`;
}

function hexEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
