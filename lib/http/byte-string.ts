/**
 * Byte strings (see `model/capture.ts`): a JavaScript string with one character, U+0000 to U+00FF, for each byte.
 * The conversions are the Infra Standard's "isomorphic encode" and "isomorphic decode".
 */

const SLICE = 0x2000;
const utf8 = new TextDecoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a byte string. Throws a `TypeError`, as Web IDL does, when a character is above U+00FF. */
export function toBytes(byteString: string): Uint8Array {
  const bytes = new Uint8Array(byteString.length);
  for (let i = 0; i < byteString.length; i++) {
    const code = byteString.charCodeAt(i);
    if (code > 0xff) throw new TypeError('A byte string has no character above U+00FF');
    bytes[i] = code;
  }
  return bytes;
}

/** The byte string of these bytes. */
export function fromBytes(bytes: Uint8Array): string {
  // ASCII is the same in UTF-8, and decoding that is several times as fast.
  if (isAscii(bytes)) return utf8.decode(bytes);
  let byteString = '';
  // In slices: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += SLICE) {
    byteString += String.fromCharCode.apply(null, bytes.subarray(i, i + SLICE) as unknown as number[]);
  }
  return byteString;
}

function isAscii(bytes: Uint8Array): boolean {
  let all = 0;
  for (let i = 0; i < bytes.length; i++) all |= bytes[i]!;
  return all < 0x80;
}

/** A byte string as people read it: decoded as UTF-8 when it is valid UTF-8, else as it is. For showing, not storing. */
export function readable(byteString: string): string {
  if (!/[^\0-\x7f]/.test(byteString) || /[^\0-\xff]/.test(byteString)) return byteString;
  return utf8OrNull(toBytes(byteString)) ?? byteString;
}

/**
 * The encoding in which `readable` reads a byte string: null where it has ASCII alone, which looks the same in all of them.
 */
export function encodingRead(byteString: string): 'UTF-8' | 'Latin-1' | null {
  if (!/[^\0-\x7f]/.test(byteString) || /[^\0-\xff]/.test(byteString)) return null;
  return utf8OrNull(toBytes(byteString)) === null ? 'Latin-1' : 'UTF-8';
}

/** The text these bytes spell in UTF-8, a byte order mark kept as U+FEFF; null when they are not valid UTF-8. */
export function utf8OrNull(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}
