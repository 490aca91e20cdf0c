import { hexDigit } from '#lib/http/hex-digit.ts';

const backslash = 0x5c;
const u = 0x75;

/** The byte that an escape of one letter stands for, by the letter (RFC 8259 §7); 0 for other bytes. */
const escapes = new Uint8Array(256);
for (const [letter, means] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  escapes[letter!.charCodeAt(0)] = means!.charCodeAt(0);

/**
 * The bytes with escapes of JSON strings undone, wherever they stand: `caf\u00e9` is `café` in UTF-8. The same bytes where there is
 * no backslash. Other escapes, and halves of a surrogate pair, stay as they are.
 */
export function unescapedJson(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(backslash);
  if (first < 0) return bytes;
  // No escape is shorter than the bytes it stands for.
  const plain = new Uint8Array(bytes);
  let length = first;
  for (let at = first; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte !== backslash) {
      plain[length++] = byte;
      at += 1;
      continue;
    }
    const letter = bytes[at + 1] ?? 0;
    const code = letter === u ? codePointAt(bytes, at) : -1;
    if (escapes[letter] !== 0) {
      plain[length++] = escapes[letter]!;
      at += 2;
    } else if (code >= 0) {
      length = writeUtf8(code, plain, length);
      at += code > 0xffff ? 12 : 6;
    } else {
      plain[length++] = byte;
      at += 1;
    }
  }
  return plain.subarray(0, length);
}

/** The code point of `\uXXXX`, or of the two of a surrogate pair; −1 for none. */
function codePointAt(bytes: Uint8Array, at: number): number {
  const first = unitAt(bytes, at);
  if (first < 0xd800 || first > 0xdfff) return first;
  const second = first > 0xdbff ? -1 : unitAt(bytes, at + 6);
  if (second < 0xdc00 || second > 0xdfff) return -1;
  return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

/** The UTF-16 code unit of `\uXXXX`; −1 for none. */
function unitAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== backslash || bytes[at + 1] !== u) return -1;
  let unit = 0;
  for (let place = at + 2; place < at + 6; place++) {
    const digit = hexDigit(bytes[place]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

function writeUtf8(code: number, to: Uint8Array, from: number): number {
  let at = from;
  const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  to[at++] = more === 0 ? code : [0xc0, 0xe0, 0xf0][more - 1]! | (code >> (6 * more));
  for (let left = more - 1; left >= 0; left--) to[at++] = 0x80 | ((code >> (6 * left)) & 0x3f);
  return at;
}
