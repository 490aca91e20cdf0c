import { byteCount } from '../byte-text.ts';
import type { ByteFault } from '../cbor-messagepack/item-format.ts';
import { countWords } from '../size.ts';

/** The wire types (https://protobuf.dev/programming-guides/encoding/#structure); 6 and 7 are not defined. */
export const wireTypes = ['VARINT', 'I64', 'LEN', 'SGROUP', 'EGROUP', 'I32'] as const;
export type WireType = (typeof wireTypes)[number];

/** A complete field, or the start or end of a group: its number, its wire type, and the range of its value. */
export type Field = {
  readonly number: number;
  readonly type: WireType;
  readonly from: number;
  readonly end: number;
};

/** A truncated field; `cut` is the field as it would be if it were complete. */
export type CutField = ByteFault & { readonly cut: Field };

const longestVarint = 10;
const lastFieldNumber = 2 ** 29 - 1;

/** The end of the varint at `at`; null if it does not end before `limit`, or has more than 64 bits. */
export function varintEnd(bytes: Uint8Array, at: number, limit: number): number | null {
  const last = Math.min(limit, at + longestVarint);
  for (let place = at; place < last; place++) if (bytes[place]! < 0x80) return place + 1;
  return null;
}

/** A varint as an unsigned 64-bit number. Further bits are dropped, as protobuf does. */
export function varintValue(bytes: Uint8Array, at: number, end: number): bigint {
  let value = 0n;
  for (let place = end - 1; place >= at; place--) value = (value << 7n) | BigInt(bytes[place]! & 0x7f);
  return BigInt.asUintN(64, value);
}

/** A varint as a number; not exact beyond 2⁵³, but no length or field number is so large. */
function varintNumber(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let place = end - 1; place >= at; place--) value = value * 0x80 + (bytes[place]! & 0x7f);
  return value;
}

/** The tag at an offset: number, wire type and start of the value; or the error. */
export function tagAt(bytes: Uint8Array, at: number, limit: number): Omit<Field, 'end'> | ByteFault {
  const from = varintEnd(bytes, at, limit);
  if (from === null) return truncatedFault('tag of a field', at, limit);
  const tag = varintNumber(bytes, at, from);
  const number = Math.floor(tag / 8);
  const type = wireTypes[tag % 8];
  if (number === 0 || number > lastFieldNumber)
    return { offset: at, message: `${number} is not a valid field number` };
  if (type === undefined)
    return { offset: at, message: `field ${number} has wire type ${tag % 8}, which does not exist` };
  return { number, type, from };
}

/** The complete field at an offset, or the error. If the bytes end too early, the error is at `limit`. */
export function fieldAt(bytes: Uint8Array, at: number, limit: number): Field | CutField | ByteFault {
  const tag = tagAt(bytes, at, limit);
  if (!('number' in tag)) return tag;
  const { number, type, from } = tag;
  switch (type) {
    case 'VARINT': {
      const end = varintEnd(bytes, from, limit);
      return end === null
        ? truncatedFault(`number in field ${number}`, from, limit)
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
  if (from === null) return truncatedFault(`length of field ${number}`, at, limit);
  const length = varintNumber(bytes, at, from);
  const field: Field = { number, type: 'LEN', from, end: from + length };
  if (field.end <= limit) return field;
  const here = `${countWords(limit - from)} of which are present`;
  const message = `the message ends inside field ${number} of ${byteCount(length)}, ${here}`;
  return { offset: limit, message, cut: field };
}

function truncatedFault(what: string, at: number, limit: number): ByteFault {
  return limit - at < longestVarint
    ? { offset: limit, message: `the message ends inside the ${what}` }
    : { offset: at, message: `the ${what} is longer than 64 bits` };
}

export function isField(it: Field | ByteFault): it is Field {
  return 'number' in it;
}

/**
 * The number of fields in a range if it is a message, with groups counted as one field; 0 if it is not. `isCut` if the
 * bytes are truncated. Nested fields are not examined.
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
