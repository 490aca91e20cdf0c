import { fromBytes } from '#lib/http/byte-string.ts';

/**
 * A test whether a byte string has a text somewhere, letters of ASCII in either case. The text is looked for as its UTF-8
 * bytes, as they came over the wire.
 */
export function containing(text: string): (bytes: string) => boolean {
  const wanted = lower(fromBytes(new TextEncoder().encode(text)));
  return (bytes) => lower(bytes).includes(wanted);
}

/** Of ASCII alone: other bytes are parts of characters. */
function lower(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The pieces of `GET,POST`. */
export function alternatives(value: string): string[] {
  return value.split(',').filter((piece) => piece !== '');
}
