/** The characters of the bytes 0x80 to 0x9F in windows-1252 (Encoding Standard, index windows-1252). */
const characters =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Text that a TextDecoder decoded from windows-1252. Some versions of Node.js (20.19 to 24) decode it as ISO 8859-1, so that € is
 * U+0080 (https://github.com/nodejs/node/issues/56542). The text of others stays the same.
 */
export function asWindows1252(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (character) => characters[character.charCodeAt(0) - 0x80]!);
}
