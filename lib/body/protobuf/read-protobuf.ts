import { type ByteReading, byteRows } from '../byte-rows.ts';
import { byteCount, byteSpans, hexSpans } from '../byte-text.ts';
import { type CodeLine, type CodeSpan, type LinePath, lineText } from '../code-line.ts';
import { wayTo } from '../line-way.ts';
import { type Guess, guessFixed, guessLength, guessVarint, messageNotes, readingOf } from './guess.ts';
import { framePrefix, ProtobufLines } from './lines.ts';
import { type Field, fieldAt, tagAt } from './wire-format.ts';

const space: CodeSpan = { kind: 'space', text: ' ' };
const openBrace: CodeSpan = { kind: 'punctuation', text: '{' };
const closeBrace: CodeSpan = { kind: 'punctuation', text: '}' };
const compressedFlag = 0x01;
/** The flag of the message in which gRPC-Web sends trailers. */
const trailersFlag = 0x80;

/**
 * Reads protobuf without its schema (https://protobuf.dev/programming-guides/encoding/): the number and wire type of every
 * field, its most likely value, and notes about alternatives. `isFramed`: the body consists of gRPC messages; `noteOn` says how
 * the one at an offset was compressed.
 */
export function readProtobuf(
  bytes: Uint8Array,
  isFramed: boolean,
  noteOn: (frameAt: number) => string | null = () => null,
): ByteReading {
  const lines = new ProtobufLines(bytes, isFramed);

  /** A truncated message is also a field. */
  function fieldOf(index: number): Field {
    const field = fieldAt(bytes, lines.starts[index]!, bytes.length);
    return ('cut' in field ? field.cut : field) as Field;
  }

  function guess(index: number): Guess {
    const field = fieldOf(index);
    if (field.type === 'VARINT') return guessVarint(bytes, field);
    if (field.type !== 'LEN') return guessFixed(bytes, field);
    return guessLength(bytes, field, readingOf(bytes, field, lines.canNest(index)));
  }

  function line(index: number): CodeLine {
    const depth = lines.depths[index]!;
    const nothing = { depth, opens: null, closes: null, notes: [] };
    if (index === lines.faultLine) return { ...nothing, spans: brokenSpans(lines.starts[index]!) };
    const form = lines.formOf(index);
    if (form === 'close') return { ...nothing, spans: [closeBrace], closes: lines.partners[index]! };
    if (form === 'opaque frame') return { ...nothing, ...opaqueFrame(lines.starts[index]!) };
    const close = lines.partners[index]!;
    const opens = {
      kind: 'message',
      children: lines.childrenOf(index),
      closeLine: close < 0 ? null : close,
    } as const;
    if (form === 'frame') {
      const [before] = wayTo(lines, index);
      return {
        ...nothing,
        spans: [{ kind: 'quiet', text: `message ${before!.before + 1}` }, space, openBrace],
        opens,
        notes: notesOn(lines.starts[index]!),
      };
    }
    const field = fieldOf(index);
    const lead = leadOf(field);
    if (form === 'group') return { ...nothing, spans: [...lead, openBrace], opens };
    if (form === 'message') {
      return { ...nothing, spans: [...lead, openBrace], opens, notes: messageNotes(bytes, field) };
    }
    const { spans, notes } = guess(index);
    return { ...nothing, spans: [...lead, ...spans], notes };
  }

  /** The available part of a truncated field. */
  function brokenSpans(start: number): CodeSpan[] {
    const tag = tagAt(bytes, start, bytes.length);
    const isRead = 'number' in tag && !(isFramed && lines.depths[lines.faultLine] === 0);
    const rest = bytes.subarray(isRead ? tag.from : start);
    return [...(isRead ? leadOf(tag) : []), ...hexSpans(rest, 'invalid')];
  }

  /** A frame without a readable message: empty, compressed, or trailers. */
  function opaqueFrame(start: number): Pick<CodeLine, 'spans' | 'notes'> {
    const flags = bytes[start]!;
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(start + 1);
    const content = bytes.subarray(start + framePrefix, start + framePrefix + length);
    const lead: CodeSpan[] = [{ kind: 'quiet', text: 'message' }, space];
    const notes = notesOn(start);
    if (flags === trailersFlag) {
      const text = new TextDecoder().decode(content).replace(/\r\n$/, '');
      return {
        spans: [{ kind: 'quiet', text: 'trailers' }, space, { kind: 'string', text: JSON.stringify(text) }],
        notes,
      };
    }
    if (length === 0) return { spans: [...lead, openBrace, closeBrace], notes: [byteCount(0), ...notes] };
    const why = flags === compressedFlag ? 'compressed' : `flags 0x${flags.toString(16).padStart(2, '0')}`;
    return { spans: [...lead, ...byteSpans(content)], notes: notes.length > 0 ? notes : [why] };
  }

  function notesOn(frameAt: number): string[] {
    const note = noteOn(frameAt);
    return note === null ? [] : [note];
  }

  function value(index: number): string | null {
    if (index === lines.faultLine) return null;
    const form = lines.formOf(index);
    if (form === 'field') return lineText(guess(index));
    return form === 'opaque frame' ? lineText(line(index)) : openBrace.text;
  }

  /** The numbers of the fields around a field, and its own. */
  function paths(index: number): LinePath[] {
    if (index === lines.faultLine) return [];
    const fields = wayTo(lines, index).filter(({ line }) => !lines.formOf(line).endsWith('frame'));
    return fields.length === 0
      ? []
      : [{ name: 'Fields', text: fields.map(({ line }) => fieldOf(line).number).join('.') }];
  }

  return byteRows(lines, { line, value, paths });
}

/** The number and wire type of a field. */
function leadOf({ number, type }: Omit<Field, 'from' | 'end'>): CodeSpan[] {
  return [
    { kind: 'key', text: String(number) },
    space,
    { kind: 'quiet', text: type },
    { kind: 'punctuation', text: ':' },
    space,
  ];
}
