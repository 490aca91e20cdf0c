import { bordersOf } from './text-search.ts';

/** Each byte with letters of ASCII in lower case: other bytes are parts of characters. */
const lower = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

/** A step of the quick search compares so many bytes, on average, before the steady one goes on. */
const patience = 4;

/**
 * Looks for bytes in others, letters of ASCII in either case, without copying anything. It skips ahead as Horspool's search does
 * (Software: Practice and Experience 10, 1980); where that compares too much, as it does in text made for it, the search of
 * Knuth, Morris and Pratt goes on. So time grows with the length of what is searched alone.
 */
export class ByteSearch {
  /** In lower case. */
  readonly #wanted: Uint8Array;
  /** How far to go on from where a byte stands below the last one wanted. */
  readonly #skips: Int32Array;
  #borders: Int32Array | null = null;

  constructor(wanted: Uint8Array) {
    this.#wanted = wanted.map((byte) => lower[byte]!);
    const last = wanted.length - 1;
    this.#skips = new Int32Array(256).fill(wanted.length);
    const places = new Map([...this.#wanted.subarray(0, -1)].map((byte, at) => [byte, last - at]));
    for (let byte = 0; byte < 256; byte++) this.#skips[byte] = places.get(lower[byte]!) ?? wanted.length;
  }

  /** Whether the bytes are in others, of which `length` count. */
  isIn(bytes: Uint8Array, length = bytes.length): boolean {
    const wanted = this.#wanted;
    const skips = this.#skips;
    const last = wanted.length - 1;
    if (last < 0) return true;
    let compared = 0;
    for (let at = last; at < length; at += skips[bytes[at]!]!) {
      let left = last;
      while (left >= 0 && lower[bytes[at - last + left]!] === wanted[left]) left--;
      if (left < 0) return true;
      compared += last - left;
      if (compared > patience * at) return this.#isSteadilyIn(bytes, at - last, length);
    }
    return false;
  }

  #isSteadilyIn(bytes: Uint8Array, from: number, length: number): boolean {
    const wanted = this.#wanted;
    this.#borders ??= bordersOf(wanted.length, (at) => wanted[at]!);
    const borders = this.#borders;
    let matched = 0;
    for (let at = from; at < length; at++) {
      const byte = lower[bytes[at]!]!;
      while (matched > 0 && wanted[matched] !== byte) matched = borders[matched]!;
      if (wanted[matched] === byte) matched++;
      if (matched === wanted.length) return true;
    }
    return false;
  }
}
