import { asideText, byteCount, byteSpans, stringPiece } from '../byte-text.ts';
import type { CodeSpan } from '../code-line.ts';
import { numberNote } from '../json/number-note.ts';
import { countWords } from '../size.ts';
import { doubleText, floatText } from './float-text.ts';
import type { Item, ItemFormat, Printed } from './item-format.ts';
import { momentText } from './moment-text.ts';

/**
 * The meaning of the first bytes 0xc0 to 0xdf: how many bytes hold a length or count, or how many bytes of content follow
 * (https://github.com/msgpack/msgpack/blob/master/spec.md, Formats). An extension has its type before its content.
 */
type Lead =
  | { readonly what: 'nil' | 'never' | 'false' | 'true' }
  | { readonly what: 'str' | 'bin' | 'ext' | 'array' | 'map'; readonly sizeBytes: number }
  | { readonly what: 'fixext' | 'float' | 'uint' | 'int'; readonly length: number };

const leads: readonly Lead[] = [
  { what: 'nil' },
  { what: 'never' },
  { what: 'false' },
  { what: 'true' },
  ...[1, 2, 4].map((sizeBytes) => ({ what: 'bin', sizeBytes }) as const),
  ...[1, 2, 4].map((sizeBytes) => ({ what: 'ext', sizeBytes }) as const),
  ...[4, 8].map((length) => ({ what: 'float', length }) as const),
  ...[1, 2, 4, 8].map((length) => ({ what: 'uint', length }) as const),
  ...[1, 2, 4, 8].map((length) => ({ what: 'int', length }) as const),
  ...[1, 2, 4, 8, 16].map((length) => ({ what: 'fixext', length }) as const),
  ...[1, 2, 4].map((sizeBytes) => ({ what: 'str', sizeBytes }) as const),
  ...[2, 4].map((sizeBytes) => ({ what: 'array', sizeBytes }) as const),
  ...[2, 4].map((sizeBytes) => ({ what: 'map', sizeBytes }) as const),
];

const names = {
  str: 'a string',
  bin: 'binary data',
  ext: 'an extension',
  float: 'a number',
  uint: 'a number',
  int: 'a number',
  array: 'an array',
  map: 'a map',
};

/** The meaning of a first byte: a kind, the start of the content, and its length in bytes or its count. */
type Token =
  | { readonly is: 'small'; readonly value: number }
  | { readonly is: 'nil' | 'never' | 'false' | 'true' }
  | { readonly is: keyof typeof names; readonly from: number; readonly size: number }
  | { readonly is: 'cut'; readonly what: keyof typeof names };

const timestampType = -1;

/** Reads the MessagePack items of a body. */
export function messagepackFormat(bytes: Uint8Array): ItemFormat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  function tokenAt(at: number): Token {
    const first = bytes[at]!;
    if (first < 0x80) return { is: 'small', value: first };
    if (first >= 0xe0) return { is: 'small', value: first - 0x100 };
    if (first < 0x90) return { is: 'map', from: at + 1, size: first & 0x0f };
    if (first < 0xa0) return { is: 'array', from: at + 1, size: first & 0x0f };
    if (first < 0xc0) return { is: 'str', from: at + 1, size: first & 0x1f };
    const lead = leads[first - 0xc0]!;
    if ('length' in lead) {
      return lead.what === 'fixext'
        ? { is: 'ext', from: at + 1, size: lead.length }
        : { is: lead.what, from: at + 1, size: lead.length };
    }
    if (!('sizeBytes' in lead)) return { is: lead.what };
    const from = at + 1 + lead.sizeBytes;
    if (from > bytes.length) return { is: 'cut', what: lead.what };
    return { is: lead.what, from, size: unsignedAt(at + 1, lead.sizeBytes) };
  }

  function unsignedAt(at: number, length: number): number {
    if (length === 1) return bytes[at]!;
    return length === 2 ? view.getUint16(at) : view.getUint32(at);
  }

  function itemAt(at: number): Item {
    const token = tokenAt(at);
    switch (token.is) {
      case 'small':
      case 'nil':
      case 'false':
      case 'true':
        return { is: 'scalar', end: at + 1 };
      case 'never':
        return { is: 'fault', fault: { offset: at, message: '0xc1 is not used in MessagePack' } };
      case 'cut':
        return truncatedItem(`the body ends inside the length of ${names[token.what]}`);
      case 'array':
      case 'map':
        return { is: token.is, count: token.size, next: token.from };
      default:
        return contentItem(token);
    }
  }

  function contentItem({ is, from, size }: Extract<Token, { from: number }>): Item {
    const end = from + size + (is === 'ext' ? 1 : 0);
    if (end <= bytes.length) return { is: 'scalar', end };
    const here = `${countWords(Math.max(0, size - (end - bytes.length)))} of which are present`;
    return truncatedItem(`the body ends inside ${names[is]} of ${byteCount(size)}, ${here}`);
  }

  function truncatedItem(message: string): Item {
    return { is: 'fault', fault: { offset: bytes.length, message } };
  }

  function printScalar(at: number): Printed {
    const token = tokenAt(at);
    switch (token.is) {
      case 'small':
        return number(String(token.value));
      case 'nil':
        return literal('null');
      case 'false':
      case 'true':
        return literal(token.is);
      case 'uint':
      case 'int':
        return wholeNumber(integerAt(token.from, token.size, token.is === 'int'));
      case 'float':
        if (token.size === 8) return number(doubleText(view.getFloat64(token.from)));
        return { ...number(floatText(view.getFloat32(token.from))), notes: ['32-bit float'] };
      case 'str': {
        const { text, notes } = stringPiece(bytes.subarray(token.from, token.from + token.size));
        return { spans: [{ kind: 'string', text }], notes };
      }
      case 'bin':
        return binary(bytes.subarray(token.from, token.from + token.size));
      case 'ext':
        return extension(
          view.getInt8(token.from),
          bytes.subarray(token.from + 1, token.from + 1 + token.size),
        );
      default:
        return { spans: [], notes: [] };
    }
  }

  function integerAt(at: number, length: number, signed: boolean): bigint {
    let value = 0n;
    for (let place = at; place < at + length; place++) value = (value << 8n) | BigInt(bytes[place]!);
    return signed ? BigInt.asIntN(8 * length, value) : value;
  }

  return { isSequence: false, itemAt, printScalar };
}

function number(text: string): Printed {
  return { spans: [{ kind: 'number', text }], notes: [] };
}

function literal(text: string): Printed {
  return { spans: [{ kind: 'literal', text }], notes: [] };
}

function wholeNumber(value: bigint): Printed {
  const text = String(value);
  const note = numberNote(text);
  return { ...number(text), notes: note === null ? [] : [note] };
}

function binary(content: Uint8Array): Printed {
  const text = asideText(content);
  return { spans: byteSpans(content), notes: text === null ? [] : [`as text: ${text}`] };
}

function extension(type: number, content: Uint8Array): Printed {
  const time = type === timestampType ? timestamp(content) : null;
  if (time !== null) return { spans: [{ kind: 'plain', text: time }], notes: ['timestamp'] };
  const lead: CodeSpan[] = [
    { kind: 'quiet', text: `extension ${type},` },
    { kind: 'space', text: ' ' },
  ];
  return {
    spans: [...lead, ...byteSpans(content)],
    notes: type === timestampType ? ['not a valid timestamp'] : [],
  };
}

/** Prints the three forms of a timestamp (Extension types, Timestamp); null for other lengths. */
function timestamp(content: Uint8Array): string | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (content.length === 4) return momentText(view.getUint32(0));
  if (content.length !== 8 && content.length !== 12) return null;
  const isLong = content.length === 12;
  const nanoseconds = isLong ? view.getUint32(0) : view.getUint32(0) >>> 2;
  const seconds = isLong
    ? Number(view.getBigInt64(4))
    : (view.getUint32(0) & 3) * 2 ** 32 + view.getUint32(4);
  return nanoseconds < 1e9 ? momentText(seconds, nanoseconds) : null;
}
