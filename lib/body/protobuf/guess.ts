import { utf8OrNull } from '#lib/http/byte-string.ts';
import { asideText, byteCount, byteSpans } from '../byte-text.ts';
import { doubleText, floatText } from '../cbor-messagepack/float-text.ts';
import { momentText } from '../cbor-messagepack/moment-text.ts';
import type { CodeSpan } from '../code-line.ts';
import { numberNote } from '../json/number-note.ts';
import { countWords } from '../size.ts';
import { type Field, messageFields, varintEnd, varintValue } from './wire-format.ts';

/** The most likely value, and notes about alternatives. */
export type Guess = { readonly spans: readonly CodeSpan[]; readonly notes: readonly string[] };

/** The most likely type of a length-delimited field. */
export type LengthReading = 'message' | 'text' | 'bytes' | 'floats' | 'doubles';

/** How many bytes of a field are examined to detect text. */
const sample = 4096;
/** How many numbers of a packed field are shown. */
const shownPacked = 12;

/** Guesses a varint: unsigned first, signed if the highest bit is set; then other types it may have in the schema. */
export function guessVarint(bytes: Uint8Array, { from, end }: Field): Guess {
  const value = varintValue(bytes, from, end);
  const signed = BigInt.asIntN(64, value);
  const zigzag = (value >> 1n) ^ -(value & 1n);
  const main = signed < 0n ? signed : value;
  return {
    spans: [{ kind: 'number', text: String(main) }],
    notes: [
      ...exactly(main),
      ...or([
        signed < 0n && `unsigned ${value}`,
        value === 0n && 'false',
        value === 1n && 'true',
        value !== 0n && `zigzag ${BigInt.asIntN(64, zigzag)}`,
      ]),
    ],
  };
}

/** Guesses a value of 4 or 8 bytes: a float if it has a common value, else an integer. */
export function guessFixed(bytes: Uint8Array, { type, from }: Field): Guess {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = type === 'I64';
  const unsigned = isLong ? view.getBigUint64(from, true) : BigInt(view.getUint32(from, true));
  const signed = isLong ? view.getBigInt64(from, true) : BigInt(view.getInt32(from, true));
  const float = isLong ? view.getFloat64(from, true) : view.getFloat32(from, true);
  const floatWords = isLong ? doubleText(float) : floatText(float);
  const isFloat = isLong ? isUsualDouble(float) : isUsualFloat(float);
  const whole = signed === unsigned ? [String(unsigned)] : [String(signed), `unsigned ${unsigned}`];
  const others = isFloat ? whole : [...whole.slice(1), floatWords];
  return {
    spans: [{ kind: 'number', text: isFloat ? floatWords : whole[0]! }],
    notes: [...(isFloat ? [] : exactly(signed)), ...(isFloat ? [] : nanoseconds(unsigned)), ...or(others)],
  };
}

/** Guesses the type of a length-delimited field: a message if all of it parses as one and it is not plain text. */
export function readingOf(bytes: Uint8Array, { from, end }: Field, canNest: boolean): LengthReading {
  if (from === end) return 'text';
  const isText = beginsAsText(bytes, from, end);
  if (canNest && isLikelyMessage(bytes, from, isText) && messageFields(bytes, from, end) > 0)
    return 'message';
  if (isText) return 'text';
  const content = bytes.subarray(from, end);
  if (content.length % 8 === 0 && areUsual(numbersIn(content, 8), isUsualDouble)) return 'doubles';
  // One in five random 4-byte values is a common float: one or two prove nothing.
  const mayBeFloats = content.length % 4 === 0 && content.length >= 12;
  return mayBeFloats && areUsual(numbersIn(content, 4), isUsualFloat) ? 'floats' : 'bytes';
}

/** Whether a truncated field is most likely the beginning of a message. */
export function isBeginning(bytes: Uint8Array, { from }: Field): boolean {
  const isText = beginsAsText(bytes, from, bytes.length);
  return isLikelyMessage(bytes, from, isText) && messageFields(bytes, from, bytes.length, true) > 0;
}

/** Notes about the other types that a message may have. */
export function messageNotes(bytes: Uint8Array, { from, end }: Field): string[] {
  const text = asideText(bytes.subarray(from, end));
  return text === null ? [] : [`or ${text}`];
}

/** Guesses a length-delimited field that is not a message. */
export function guessLength(bytes: Uint8Array, field: Field, reading: LengthReading): Guess {
  const content = bytes.subarray(field.from, field.end);
  switch (reading) {
    case 'text':
      return guessText(bytes, field, content);
    case 'doubles':
      return packedNumbers(numbersIn(content, 8).map(doubleText), content, 8);
    case 'floats':
      return packedNumbers(numbersIn(content, 4).map(floatText), content, 4);
    default: {
      const packed = packedVarints(content);
      return { spans: byteSpans(content), notes: packed === null ? [] : [`or packed ${packed}`] };
    }
  }
}

function guessText(bytes: Uint8Array, { from, end }: Field, content: Uint8Array): Guess {
  if (from === end)
    return { spans: [{ kind: 'string', text: '""' }], notes: ['or a message without fields'] };
  const text = utf8OrNull(content);
  const fields = messageFields(bytes, from, end);
  const message = fields === 0 ? [] : [`or a message of ${fields} ${fields === 1 ? 'field' : 'fields'}`];
  if (text !== null) return { spans: [{ kind: 'string', text: JSON.stringify(text) }], notes: message };
  // It begins like text, but is too long to be checked as a whole.
  return { spans: byteSpans(content), notes: message };
}

/** Whether a field begins like text. Most other fields are short, or have non-ASCII or control characters at the start. */
function beginsAsText(bytes: Uint8Array, from: number, end: number): boolean {
  let last = Math.min(end, from + sample);
  let isAscii = true;
  for (let at = from; at < last; at++) {
    const byte = bytes[at]!;
    if (isControl(byte)) return false;
    isAscii &&= byte < 0x80;
  }
  if (isAscii) return true;
  // Do not cut within a UTF-8 character.
  while (last < end && last > from && (bytes[last]! & 0xc0) === 0x80) last--;
  return utf8OrNull(bytes.subarray(from, last)) !== null;
}

/** Text rarely begins with a line break or tab, but these bytes are the tags of the most common first fields. */
function isLikelyMessage(bytes: Uint8Array, from: number, isText: boolean): boolean {
  return !isText || isLayout(bytes[from]!);
}

/** Whether a byte is a tab, line feed or carriage return. */
function isLayout(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && !isLayout(byte));
}

/** The first numbers of a field; more are not needed for one line. */
function numbersIn(content: Uint8Array, width: 4 | 8): number[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const count = Math.min(content.length / width, sample);
  return Array.from({ length: count }, (_, index) =>
    width === 8 ? view.getFloat64(8 * index, true) : view.getFloat32(4 * index, true),
  );
}

function packedNumbers(texts: readonly string[], content: Uint8Array, width: number): Guess {
  const spans: CodeSpan[] = [{ kind: 'punctuation', text: '[' }];
  for (const [index, text] of texts.slice(0, shownPacked).entries()) {
    if (index > 0) spans.push({ kind: 'punctuation', text: ',' }, { kind: 'space', text: ' ' });
    spans.push({ kind: 'number', text });
  }
  const more = content.length / width - shownPacked;
  if (more > 0)
    spans.push({ kind: 'space', text: ' ' }, { kind: 'quiet', text: `… ${countWords(more)} more` });
  return {
    spans: [...spans, { kind: 'punctuation', text: ']' }],
    notes: [`packed ${width === 8 ? 'doubles' : 'floats'}, or ${byteCount(content.length)}`],
  };
}

/** Bytes as a sequence of varints, if they are valid to the end; only the first ones. */
function packedVarints(content: Uint8Array): string | null {
  const shown: bigint[] = [];
  let count = 0;
  for (let at = 0; at < content.length; count++) {
    const end = varintEnd(content, at, content.length);
    if (end === null) return null;
    if (shown.length < shownPacked) shown.push(varintValue(content, at, end));
    at = end;
  }
  return `${shown.join(', ')}${count > shown.length ? ` … ${countWords(count - shown.length)} more` : ''}`;
}

/** Zeros alone are no evidence of numbers. */
function areUsual(numbers: readonly number[], isUsual: (value: number) => boolean): boolean {
  return numbers.every(isUsual) && numbers.some((value) => value !== 0);
}

/** Whether a double is zero, or neither tiny nor huge: nearly all real doubles are, but few made of random bytes. */
function isUsualDouble(value: number): boolean {
  return value === 0 ? !Object.is(value, -0) : Math.abs(value) > 1e-9 && Math.abs(value) < 1e15;
}

function isUsualFloat(value: number): boolean {
  return value === 0 ? !Object.is(value, -0) : Math.abs(value) > 1e-6 && Math.abs(value) < 1e9;
}

function exactly(value: bigint): string[] {
  const note = numberNote(String(value));
  return note === null ? [] : [note];
}

/** A timestamp in nanoseconds, which OpenTelemetry sends in eight bytes. */
function nanoseconds(value: bigint): string[] {
  if (value < 1_000_000_000_000_000_000n || value > 4_000_000_000_000_000_000n) return [];
  const moment = momentText(Number(value / 1_000_000_000n), Number(value % 1_000_000_000n));
  return moment === null ? [] : [`${moment} in nanoseconds`];
}

function or(others: readonly (string | false)[]): string[] {
  return others.filter((words) => words !== false).map((words) => `or ${words}`);
}
