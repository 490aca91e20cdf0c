import { encodingRead } from '#lib/http/byte-string.ts';
import { ByteSearch } from './byte-search.ts';

/**
 * A test whether bytes have a text somewhere, letters of ASCII in either case. The text is looked for as its UTF-8 bytes, as they
 * came over the wire; in byte strings that are not UTF-8, which are shown so, also as one byte for each character. Time grows with the length of what is searched, about a nanosecond for each byte.
 */
export type Contains = {
  inBytes(bytes: Uint8Array): boolean;
  inByteString(byteString: string): boolean;
};

export function containing(text: string): Contains {
  const search = new ByteSearch(new TextEncoder().encode(text));
  const latin1 = /^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(text)
    ? new ByteSearch(Uint8Array.from(text, (character) => character.charCodeAt(0)))
    : null;
  return {
    inBytes: (bytes) => search.isIn(bytes),
    inByteString: (byteString) =>
      search.isIn(bytesOf(byteString), byteString.length) ||
      (latin1?.isIn(bytesOf(byteString), byteString.length) === true &&
        encodingRead(byteString) === 'Latin-1'),
  };
}

/** Header sections and targets are put here to be searched: each rule of a bin looks at the same ones. */
let scratch = new Uint8Array(4096);

function bytesOf(byteString: string): Uint8Array {
  const { length } = byteString;
  if (scratch.length < length) scratch = new Uint8Array(2 * length);
  for (let at = 0; at < length; at++) scratch[at] = byteString.charCodeAt(at);
  return scratch;
}

/** The pieces of `GET,POST`. */
export function alternatives(value: string): string[] {
  return value.split(',').filter((piece) => piece !== '');
}
