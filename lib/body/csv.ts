import type { BodyKind, Found, Glimpse } from './body-kind.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { lastAtMost, lineBreakAt } from './line-break.ts';
import type { Rows } from './rows.ts';

/** A record of a table: its cells without quotes. */
export type CsvRecord = {
  /** The number of its first line, from 1: a quoted cell may span several. */
  readonly line: number;
  readonly cells: readonly string[];
};

export type CsvReading = Rows<CsvRecord> & {
  /** The delimiter: the one of `, ; tab |` that splits the first lines most evenly. */
  readonly delimiter: string;
  /** The most cells in a record found so far. */
  readonly columns: number;
  /** Where other readers may differ, in sentences, for the part read so far. */
  readonly notes: readonly string[];
};

const delimiters = [',', ';', '\t', '|'] as const;
/** How many characters are examined to detect the delimiter. */
const examinedLength = 20_000;
/** The most cells of a record: hostile input must not fill the page. */
const mostCells = 2000;

/** Reads a CSV table (RFC 4180, leniently): a cell may be quoted, with quotes in it doubled. */
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
      notes.push(
        `Line ${line} has ${cells} ${cells === 1 ? 'cell' : 'cells'}, but the first line has ${first}.`,
      );
    }
    if (isOpen) notes.push(`The quote opened in line ${line} is never closed.`);
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

/** Scans one record, and stores its cells if `into` is given. */
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

/** Text between the closing quote and the delimiter belongs to the cell, as in most readers. */
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

/** The delimiter that splits the first lines into the most cells, equally many in each; a comma if none does. */
export function guessDelimiter(text: string): string {
  const head = text.slice(0, examinedLength);
  const scored = delimiters.map((delimiter) => ({
    delimiter,
    score: evenness(head, delimiter, text.length > examinedLength),
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** The number of cells per record beyond the first, if nearly all records have equally many; else 0. */
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

/** Whether a text is likely CSV: at least three lines of three cells, and no sign of another language. */
function foundCsv({ text, whole }: Glimpse): Found {
  if (/^\s*[<{[]/.test(text)) return 'possible';
  const lines = text.split(/\r?\n/).filter((line) => line !== '').length;
  const isTable = lines > 2 && evenness(text, guessDelimiter(text), !whole) > 1;
  return isTable ? 'likely' : 'possible';
}
