import { byteCount } from './byte-text.ts';
import type { ByteFault } from './item-format.ts';
import { countWords } from './size.ts';

/** Wire types (https://protobuf.dev/programming-guides/encoding/#structure). 6 and 7 are none. */
export const wireTypes = ['VARINT', 'I64', 'LEN', 'SGROUP', 'EGROUP', 'I32'] as const;
export type WireType = (typeof wireTypes)[number];

/** A field that is whole, of a group only its beginning or end: its number and wire type, and where its value is. */
export type Field = {
  readonly number: number;
  readonly type: WireType;
  readonly from: number;
  readonly end: number;
};

/** A field with a length that ends before it should: `cut` says how it would be if it were whole. */
export type CutField = ByteFault & { readonly cut: Field };

const longestVarint = 10;
const lastFieldNumber = 2 ** 29 - 1;

/** Where the varint at `at` ends; null when it does not before `limit`, or is longer than 64 bits take. */
export function varintEnd(bytes: Uint8Array, at: number, limit: number): number | null {
  const last = Math.min(limit, at + longestVarint);
  for (let place = at; place < last; place++) if (bytes[place]! < 0x80) return place + 1;
  return null;
}

/** A varint as an unsigned number of 64 bits. What a sender put beyond them is dropped, as protobuf does. */
export function varintValue(bytes: Uint8Array, at: number, end: number): bigint {
  let value = 0n;
  for (let place = end - 1; place >= at; place--) value = (value << 7n) | BigInt(bytes[place]! & 0x7f);
  return BigInt.asUintN(64, value);
}

/** A varint as a number; beyond 2⁵³ not exact: no length or field number is so large. */
function varintNumber(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let place = end - 1; place >= at; place--) value = value * 0x80 + (bytes[place]! & 0x7f);
  return value;
}

/** The tag at a place: number, wire type and where the value begins; or why there is none. */
export function tagAt(bytes: Uint8Array, at: number, limit: number): Omit<Field, 'end'> | ByteFault {
  const from = varintEnd(bytes, at, limit);
  if (from === null) return unfinished('tag of a field', at, limit);
  const tag = varintNumber(bytes, at, from);
  const number = Math.floor(tag / 8);
  const type = wireTypes[tag % 8];
  if (number === 0 || number > lastFieldNumber)
    return { offset: at, message: `no field has the number ${number}` };
  if (type === undefined)
    return { offset: at, message: `field ${number} has the wire type ${tag % 8}, which is none` };
  return { number, type, from };
}

/** The field at a place, or why there is none that is whole before `limit`. Where the bytes end too early that is at `limit`. */
export function fieldAt(bytes: Uint8Array, at: number, limit: number): Field | CutField | ByteFault {
  const tag = tagAt(bytes, at, limit);
  if (!('number' in tag)) return tag;
  const { number, type, from } = tag;
  switch (type) {
    case 'VARINT': {
      const end = varintEnd(bytes, from, limit);
      return end === null
        ? unfinished(`number in field ${number}`, from, limit)
        : { number, type, from, end };
    }
    case 'LEN':
      return lengthField(bytes, number, from, limit);
    case 'I64':
    case 'I32': {
      const end = from + (type === 'I64' ? 8 : 4);
      if (end > limit)
        return {
          offset: limit,
          message: `the message ends inside the ${end - from} bytes of field ${number}`,
        };
      return { number, type, from, end };
    }
    default:
      return { number, type, from, end: from };
  }
}

function lengthField(
  bytes: Uint8Array,
  number: number,
  at: number,
  limit: number,
): Field | CutField | ByteFault {
  const from = varintEnd(bytes, at, limit);
  if (from === null) return unfinished(`length of field ${number}`, at, limit);
  const length = varintNumber(bytes, at, from);
  const field: Field = { number, type: 'LEN', from, end: from + length };
  if (field.end <= limit) return field;
  const here = `${countWords(limit - from)} of which are here`;
  const message = `the message ends inside field ${number} of ${byteCount(length)}, ${here}`;
  return { offset: limit, message, cut: field };
}

function unfinished(what: string, at: number, limit: number): ByteFault {
  return limit - at < longestVarint
    ? { offset: limit, message: `the message ends inside the ${what}` }
    : { offset: at, message: `the ${what} is longer than 64 bits` };
}

export function isField(it: Field | ByteFault): it is Field {
  return 'number' in it;
}

/**
 * How many fields there are between two places when that is a message, groups counted as one field; 0 when it is none.
 * `isCut` when more bytes were to follow. Fields in fields are not looked into.
 */
export function messageFields(bytes: Uint8Array, from: number, end: number, isCut = false): number {
  const groups: number[] = [];
  let fields = 0;
  for (let at = from; at < end; ) {
    const field = fieldAt(bytes, at, end);
    if (!isField(field)) return isCut && field.offset === end ? fields : 0;
    if (field.type === 'EGROUP') {
      if (groups.pop() !== field.number) return 0;
    } else if (groups.length === 0) fields++;
    if (field.type === 'SGROUP') groups.push(field.number);
    at = field.end;
  }
  return groups.length === 0 || isCut ? fields : 0;
}
