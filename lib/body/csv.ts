import type { BodyKind, Found, Glimpse } from './body-kind.ts';
import { type DecodedText, decodeText } from './decode.ts';
import { lastAtMost, lineBreakAt } from './line-break.ts';
import type { Rows } from './rows.ts';

/** A record of a table: its cells with quotes undone. */
export type CsvRecord = {
  /** The number of the line it begins in, from 1: a cell in quotes may go on over several. */
  readonly line: number;
  readonly cells: readonly string[];
};

export type CsvReading = Rows<CsvRecord> & {
  /** What stands between the cells: the one of `, ; tab |` that splits the first lines most evenly. */
  readonly delimiter: string;
  /** The most cells a record has, of those found. */
  readonly columns: number;
  /** What other readers may see otherwise, in sentences, as far as it has been read. */
  readonly notes: readonly string[];
};

const delimiters = [',', ';', '\t', '|'] as const;
/** How much is looked at to tell what the delimiter is. */
const judged = 20_000;
/** Hostile input must not fill the page. */
const mostCells = 2000;

/** Reads a table of text (RFC 4180, as loosely as it is written): a cell may be in quotes, with quotes doubled in it. */
export function readCsv(text: string, delimiter = guessDelimiter(text)): CsvReading {
  const starts: number[] = [];
  const lines: number[] = [];
  const notes: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let columns = 0;
  let first = -1;
  let uneven = false;

  function findRecord(): void {
    starts.push(at);
    lines.push(line);
    const { end, breaks, cells, isOpen } = scanRecord(text, at, delimiter, null);
    if (first < 0) first = cells;
    if (cells !== first && !uneven) {
      uneven = true;
      notes.push(`Line ${line} has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the first has ${first}.`);
    }
    if (isOpen) notes.push(`A quote that opens in line ${line} is never closed.`);
    columns = Math.max(columns, Math.min(cells, mostCells));
    const lineBreak = lineBreakAt(text, end);
    at = end + lineBreak.length;
    line += breaks + (lineBreak === '' ? 0 : 1);
  }

  return {
    delimiter,
    notes,
    get columns() {
      return columns;
    },
    get count() {
      return starts.length;
    },
    get done() {
      return at === text.length;
    },
    readUpTo(count) {
      while (starts.length < count && at < text.length) findRecord();
      return starts.length;
    },
    textOf(index) {
      return this.row(index).cells.join('\t');
    },
    rowAtPlace: (wanted) => (at === text.length || line > wanted ? lastAtMost(lines, wanted) : null),
    row(index) {
      const cells: string[] = [];
      scanRecord(text, starts[index]!, delimiter, cells);
      return { line: lines[index]!, cells };
    },
  };
}

/** Goes over one record, and takes its cells when somewhere is given to put them. */
function scanRecord(text: string, start: number, delimiter: string, into: string[] | null) {
  let at = start;
  let breaks = 0;
  let cells = 0;
  let isOpen = false;
  for (;;) {
    cells++;
    const cell = scanCell(text, at, delimiter);
    if (into && cells <= mostCells) into.push(cell.value(text));
    breaks += cell.breaks;
    isOpen ||= cell.isOpen;
    at = cell.end;
    if (text[at] !== delimiter) return { end: at, breaks, cells, isOpen };
    at++;
  }
}

function scanCell(text: string, start: number, delimiter: string) {
  if (text[start] === '"') return scanQuoted(text, start, delimiter);
  const end = plainEnd(text, start, delimiter);
  return { end, breaks: 0, isOpen: false, value: (from: string) => from.slice(start, end) };
}

/** What follows the closing quote up to the delimiter belongs to the cell, as most readers have it. */
function scanQuoted(text: string, start: number, delimiter: string) {
  let at = start + 1;
  let breaks = 0;
  let isDoubled = false;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) breaks++;
    if (character !== '"') continue;
    if (text[at + 1] !== '"') break;
    isDoubled = true;
    at++;
  }
  const close = Math.min(at, text.length);
  const end = close === text.length ? close : plainEnd(text, close + 1, delimiter);
  const value = (from: string) => {
    const inner = from.slice(start + 1, close);
    return (isDoubled ? inner.replaceAll('""', '"') : inner) + from.slice(close + 1, end);
  };
  return { end, breaks, isOpen: close === text.length, value };
}

function plainEnd(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r') return at;
  }
  return text.length;
}

/** The delimiter that splits the first lines into the most cells, equally many in each; a comma when none does. */
export function guessDelimiter(text: string): string {
  const head = text.slice(0, judged);
  const scored = delimiters.map((delimiter) => ({
    delimiter,
    score: evenness(head, delimiter, text.length > judged),
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** How many cells the records have beyond the first, when nearly all have equally many; else 0. */
function evenness(head: string, delimiter: string, isCut: boolean): number {
  const counts: number[] = [];
  for (let at = 0; at < head.length && counts.length < 50; ) {
    const { end, cells } = scanRecord(head, at, delimiter, null);
    at = end + lineBreakAt(head, end).length;
    if (at < head.length || !isCut || counts.length === 0) counts.push(cells);
  }
  const usual = counts[0] ?? 1;
  const even = counts.filter((count) => count === usual).length;
  return even >= counts.length * 0.8 ? usual - 1 : 0;
}

/** A table of text. */
export const csv = {
  id: 'csv',
  title: 'Table',
  fits: (glimpse) => ({
    named: glimpse.mediaType !== null && isCsvType(glimpse.mediaType.essence),
    found: glimpse.decodable ? foundCsv(glimpse) : 'no',
  }),
  read(body, mediaType): CsvReading & DecodedText {
    const decoded = decodeText(body, mediaType?.parameters.get('charset') ?? null);
    const delimiter = mediaType?.essence === 'text/tab-separated-values' ? '\t' : undefined;
    return Object.assign(readCsv(decoded.text, delimiter), decoded);
  },
} satisfies BodyKind<'csv', CsvReading>;

export function isCsvType(essence: string): boolean {
  return essence === 'text/csv' || essence === 'application/csv' || essence === 'text/tab-separated-values';
}

/** Three lines or more of three cells or more each, and no sign of another language. */
function foundCsv({ text, whole }: Glimpse): Found {
  if (/^\s*[<{[]/.test(text)) return 'possible';
  const lines = text.split(/\r?\n/).filter((line) => line !== '').length;
  const isTable = lines > 2 && evenness(text, guessDelimiter(text), !whole) > 1;
  return isTable ? 'likely' : 'possible';
}
