import { type CodeLine, type CodeRows, type LinePath, lineText } from './code-line.ts';
import type { ByteFault } from './item-format.ts';
import { lastAtMost } from './line-break.ts';
import { type Nesting, openerOf } from './line-way.ts';
import { countWords } from './size.ts';

/** A body of bytes that says what is in it, laid out in lines. */
export type ByteReading = CodeRows & {
  /** Null as long as all that has been read is of the format. */
  readonly fault: ByteFault | null;
  /** What else is worth knowing about the whole. */
  readonly notes: readonly string[];
};

/** More lines are not found: each costs memory, and a page can show fewer. */
export const mostByteLines = 2_000_000;

/** Lines of a body, found one at a time, as numbers. */
export type ByteLines = Nesting & {
  readonly count: number;
  readonly starts: readonly number[];
  readonly fault: ByteFault | null;
  readonly done: boolean;
  readonly at: number;
  /** True when there would be more lines than are kept. */
  readonly isFull: boolean;
  next(): void;
};

type Words = {
  line: (index: number) => CodeLine;
  /** The line without what names its value; null where nothing is whole. */
  value: (index: number) => string | null;
  /** The ways to a value that are not its bytes. */
  paths: (index: number) => readonly LinePath[];
};

/** A container of more lines is not copied as text. */
const mostCopied = 5000;

/** Lines of bytes as rows. A place in them is that of a byte: line 1, and the byte's number from 1 as its column. */
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

/** Where and why a body is not of its format; bytes are counted from 0, as Hex does. No full stop. */
export function faultWords(title: string, { offset, message }: ByteFault): string {
  return `Not valid ${title} at byte ${countWords(offset)} (0x${offset.toString(16)}): ${message}`;
}

function fullWords({ count, at }: ByteLines): string {
  return `The first ${countWords(count)} lines are laid out, up to byte ${countWords(at)}; Hex shows the rest.`;
}

/** Where the bytes of a line are, all of a container, as the header Range writes it (RFC 9110 §14.1.2). */
function rangeOf(lines: ByteLines, index: number): string {
  const { starts, partners, at } = lines;
  const open = openerOf(partners, index);
  const close = partners[open]!;
  const end = isLeftOpen(lines, open) ? at : (starts[(close < 0 ? open : close) + 1] ?? at);
  return `bytes=${starts[open]}-${end - 1}`;
}

/** Whether a line opens something whose end has not been read. */
function isLeftOpen({ depths, partners }: ByteLines, line: number): boolean {
  return partners[line]! < 0 && (depths[line + 1] ?? 0) > depths[line]!;
}
