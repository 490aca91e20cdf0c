import { asideText, byteCount, byteSpans, stringPiece } from '../byte-text.ts';
import { numberNote } from '../json/number-note.ts';
import { countWords } from '../size.ts';
import { doubleText, floatText, halfValue } from './float-text.ts';
import type { Item, ItemFormat, Printed } from './item-format.ts';
import { momentText } from './moment-text.ts';

/** The names of the major types by number (RFC 8949 §3.1). */
const names = [
  'a number',
  'a negative number',
  'a byte string',
  'a text',
  'an array',
  'a map',
  'a tag',
  'a simple value',
] as const;
const bytesType = 2;
const textType = 3;
const arrayType = 4;
const mapType = 5;
const tagType = 6;
const simpleType = 7;

/** The additional information 31: an indefinite length, ended by a break. */
const indefinite = 31;
const breakByte = 0xff;

const simpleValues: Record<number, string> = { 20: 'false', 21: 'true', 22: 'null', 23: 'undefined' };

/** The meaning of common tags (RFC 8949 §3.4). */
const tagWords: Record<string, string> = {
  0: 'date and time',
  4: 'decimal fraction',
  5: 'bigfloat',
  21: 'for conversion to base64url',
  22: 'for conversion to base64',
  23: 'for conversion to hexadecimal',
  24: 'CBOR in bytes',
  32: 'URI',
  33: 'base64url',
  34: 'base64',
  36: 'MIME message',
  37: 'UUID',
  55799: 'marks CBOR',
};

/** The longest big number that is printed, bytes: converting one takes superlinear time. */
const longestBignum = 512;

/** The first bytes of an item: its major type, and its argument. */
type Head = {
  readonly major: number;
  readonly info: number;
  /** The length, count, tag or value; 0 if there is none. Not exact beyond 2⁵³, but no body is so long. */
  readonly argument: number;
  readonly next: number;
};

/** Reads the CBOR items (RFC 8949) of a body; with `isSequence`, a sequence of items (RFC 8742). */
export function cborFormat(bytes: Uint8Array, isSequence: boolean): ItemFormat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  /** Null if the body ends inside it. */
  function headAt(at: number): Head | null {
    const major = bytes[at]! >> 5;
    const info = bytes[at]! & 0x1f;
    const width = info >= 24 && info <= 27 ? 2 ** (info - 24) : 0;
    const next = at + 1 + width;
    if (next > bytes.length) return null;
    return { major, info, argument: width === 0 ? info : Number(argumentAt(at, width)), next };
  }

  function argumentAt(at: number, width: number): bigint {
    if (width === 8) return view.getBigUint64(at + 1);
    if (width === 4) return BigInt(view.getUint32(at + 1));
    return BigInt(width === 2 ? view.getUint16(at + 1) : bytes[at + 1]!);
  }

  function exactArgument(at: number): bigint {
    const info = bytes[at]! & 0x1f;
    return info < 24 ? BigInt(info) : argumentAt(at, 2 ** (info - 24));
  }

  function itemAt(at: number): Item {
    if (bytes[at] === breakByte) return { is: 'break', next: at + 1 };
    const head = headAt(at);
    if (head === null) return truncatedItem(`the body ends inside the head of ${names[bytes[at]! >> 5]!}`);
    const { major, info, argument, next } = head;
    if (info > 27 && info < indefinite) return fault(at, `additional information ${info} is reserved`);
    const hasNoEnd = info === indefinite;
    switch (major) {
      case bytesType:
      case textType:
        return hasNoEnd ? chunkedItem(at, major) : stringItem(head);
      case arrayType:
      case mapType:
        return { is: major === mapType ? 'map' : 'array', count: hasNoEnd ? null : argument, next };
      case tagType:
        return hasNoEnd ? fault(at, 'a tag has no number') : { is: 'tag', next };
      default:
        if (hasNoEnd) return fault(at, `${names[major]} has no value`);
        if (major === simpleType && info === 24 && argument < 32)
          return fault(at, `the simple value ${argument} is written in two bytes`);
        return { is: 'scalar', end: next };
    }
  }

  function stringItem({ major, argument, next }: Head): Item {
    if (argument <= bytes.length - next) return { is: 'scalar', end: next + argument };
    const here = `${countWords(bytes.length - next)} of which are present`;
    return truncatedItem(`the body ends inside ${names[major]} of ${byteCount(argument)}, ${here}`);
  }

  /** An indefinite-length string: strings of the same type, each with a length, up to a break (§3.2.3). */
  function chunkedItem(start: number, major: number): Item {
    let at = start + 1;
    for (;;) {
      if (at === bytes.length) return truncatedItem(`the body ends inside ${names[major]} in chunks`);
      if (bytes[at] === breakByte) return { is: 'scalar', end: at + 1 };
      if (bytes[at]! >> 5 !== major || (bytes[at]! & 0x1f) > 27)
        return fault(at, `a chunk of ${names[major]} is not valid`);
      const piece = itemAt(at);
      if (piece.is !== 'scalar') return piece;
      at = piece.end;
    }
  }

  function fault(offset: number, message: string): Item {
    return { is: 'fault', fault: { offset, message } };
  }

  function truncatedItem(message: string): Item {
    return fault(bytes.length, message);
  }

  function printScalar(at: number): Printed {
    const { major, info, argument } = headAt(at)!;
    switch (major) {
      case 0:
        return wholeNumber(exactArgument(at));
      case 1:
        return wholeNumber(-1n - exactArgument(at));
      case bytesType:
      case textType: {
        const { content, pieces } = contentAt(at);
        const printed = major === textType ? text(content) : binary(content);
        return { ...printed, notes: [...printed.notes, ...(pieces === null ? [] : [`in ${pieces} chunks`])] };
      }
      default:
        if (info === 25) return float(doubleText(halfValue(view.getUint16(at + 1))), '16-bit float');
        if (info === 26) return float(floatText(view.getFloat32(at + 1)), '32-bit float');
        if (info === 27) return float(doubleText(view.getFloat64(at + 1)), null);
        return {
          spans: [{ kind: 'literal', text: simpleValues[argument] ?? `simple(${argument})` }],
          notes: [],
        };
    }
  }

  /** The content of a string, and the number of its chunks; null for a string without chunks. */
  function contentAt(at: number): { content: Uint8Array; pieces: number | null } {
    const { info, argument, next } = headAt(at)!;
    if (info !== indefinite) return { content: bytes.subarray(next, next + argument), pieces: null };
    const parts: Uint8Array[] = [];
    for (let place = next; bytes[place] !== breakByte; ) {
      const piece = headAt(place)!;
      place = piece.next + piece.argument;
      parts.push(bytes.subarray(piece.next, place));
    }
    const content = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let filled = 0;
    for (const part of parts) {
      content.set(part, filled);
      filled += part.length;
    }
    return { content, pieces: parts.length };
  }

  function printTag(at: number): Printed {
    const tag = exactArgument(at);
    const words = meaning(tag, headAt(at)!.next) ?? tagWords[String(tag)];
    return { spans: [{ kind: 'quiet', text: `tag ${tag}` }], notes: words === undefined ? [] : [words] };
  }

  /** The meaning of a tagged value: a timestamp, or a number longer than 64 bits. */
  function meaning(tag: bigint, at: number): string | null {
    if (at >= bytes.length || itemAt(at).is !== 'scalar') return null;
    const { major } = headAt(at)!;
    if (tag === 1n && major !== bytesType && major !== textType) {
      const seconds = Number(printScalar(at).spans[0]!.text);
      const whole = Math.floor(seconds);
      // For current dates a double is only precise to microseconds.
      return momentText(whole, Math.min(999_999, Math.round((seconds - whole) * 1e6)) * 1000);
    }
    if ((tag !== 2n && tag !== 3n) || major !== bytesType) return null;
    const { content } = contentAt(at);
    if (content.length > longestBignum) return 'a number too long to show';
    const value = content.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    return `the number ${tag === 2n ? value : -1n - value}`;
  }

  return { isSequence, itemAt, printScalar, printTag };
}

function wholeNumber(value: bigint): Printed {
  const text = String(value);
  const note = numberNote(text);
  return { spans: [{ kind: 'number', text }], notes: note === null ? [] : [note] };
}

function float(text: string, note: string | null): Printed {
  return { spans: [{ kind: 'number', text }], notes: note === null ? [] : [note] };
}

function text(content: Uint8Array): Printed {
  const { text, notes } = stringPiece(content);
  return { spans: [{ kind: 'string', text }], notes };
}

function binary(content: Uint8Array): Printed {
  const text = asideText(content);
  return { spans: byteSpans(content), notes: text === null ? [] : [`as text: ${text}`] };
}
