import type { ByteFault } from './cbor-messagepack/item-format.ts';
import { type CodeLine, type CodeRows, type LinePath, lineText } from './code-line.ts';
import { lastAtMost } from './line-break.ts';
import { type Nesting, openerOf } from './line-way.ts';
import { countWords } from './size.ts';

/** A binary body of a self-describing format, laid out in lines. */
export type ByteReading = CodeRows & {
  /** Null while everything read so far is valid. */
  readonly fault: ByteFault | null;
  /** Remarks about the whole body. */
  readonly notes: readonly string[];
};

/** The most lines found: each takes memory, and a page cannot show more. */
export const mostByteLines = 2_000_000;

/** Lines of a body, found one at a time, stored as numbers. */
export type ByteLines = Nesting & {
  readonly count: number;
  readonly starts: readonly number[];
  readonly fault: ByteFault | null;
  readonly done: boolean;
  readonly at: number;
  /** Whether there are more lines than are stored. */
  readonly isFull: boolean;
  next(): void;
};

type Words = {
  line: (index: number) => CodeLine;
  /** The line without the name of its value; null if it contains no whole value. */
  value: (index: number) => string | null;
  /** Paths to a value, other than its byte range. */
  paths: (index: number) => readonly LinePath[];
};

/** A container with more lines is not copied as text. */
const mostCopied = 5000;

/** Lines of bytes as rows. A position is always in line 1; the column is the number of the byte, from 1. */
export function byteRows(lines: ByteLines, { line, value, paths }: Words): ByteReading {
  let copied: { index: number; text: string | null } | null = null;

  function textOf(index: number): string | null {
    const open = openerOf(lines.partners, index);
    const close = lines.partners[open]!;
    const first = value(open);
    if (first === null || isLeftOpen(lines, open)) return null;
    if (close < 0) return first;
    if (close - open > mostCopied) return null;
    const rest = Array.from({ length: close - open }, (_, place) => line(open + 1 + place));
    const { depth } = line(open);
    const text = [first, ...rest.map((it) => `${'  '.repeat(it.depth - depth)}${lineText(it)}`)].join('\n');
    return text.replace(/,$/, '');
  }

  return {
    get count() {
      return lines.count;
    },
    get done() {
      return lines.done;
    },
    get fault() {
      return lines.fault;
    },
    get notes() {
      return lines.isFull ? [fullWords(lines)] : [];
    },
    isDecoded: true,
    readUpTo(count) {
      while (lines.count < count && !lines.done) lines.next();
      return lines.count;
    },
    row: line,
    textOf: (index) => lineText(line(index)),
    paths: (index) => [...paths(index), { name: 'Range', text: rangeOf(lines, index) }],
    valueText(index) {
      if (copied?.index !== index) copied = { index, text: textOf(index) };
      return copied.text;
    },
    placeOfRow: (index) => ({ line: 1, column: lines.starts[index]! + 1 }),
    rowAtPlace: (_line, column) =>
      lines.done || column <= lines.at ? lastAtMost(lines.starts, column - 1) : null,
  };
}

/** Where and why a body is invalid, without full stop; bytes are counted from 0, as in Hex. */
export function faultWords(title: string, { offset, message }: ByteFault): string {
  return `Not valid ${title} at byte ${countWords(offset)} (0x${offset.toString(16)}): ${message}`;
}

function fullWords({ count, at }: ByteLines): string {
  return `Only the first ${countWords(count)} lines are shown, up to byte ${countWords(at)}. The Hex view shows the rest.`;
}

/** The byte range of a line (for a container, all of it) in the form of the Range header (RFC 9110 §14.1.2). */
function rangeOf(lines: ByteLines, index: number): string {
  const { starts, partners, at } = lines;
  const open = openerOf(partners, index);
  const close = partners[open]!;
  const end = isLeftOpen(lines, open) ? at : (starts[(close < 0 ? open : close) + 1] ?? at);
  return `bytes=${starts[open]}-${end - 1}`;
}

/** Whether a line opens a container whose end has not been read. */
function isLeftOpen({ depths, partners }: ByteLines, line: number): boolean {
  return partners[line]! < 0 && (depths[line + 1] ?? 0) > depths[line]!;
}
