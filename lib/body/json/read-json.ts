import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found } from '../body-kind.ts';
import { type CodeLine, type CodeRows, type Container, lineText } from '../code-line.ts';
import { type DecodedText, decodeText } from '../decode-text.ts';
import { encodingOf } from '../encoding-label.ts';
import { lastAtMost, offsetOf, placeOf, rowEnd } from '../line-break.ts';
import { JsonLines } from './lines.ts';
import { numberNote } from './number-note.ts';
import {
  type JsonPath,
  jsonPath,
  lineOfPath,
  lineOfPointer,
  parseJsonPath,
  printJqPath,
  printJsonPath,
} from './path.ts';
import { skipSpace } from './scan.ts';
import { type JsonSpan, jsonSpans } from './spans.ts';

/** A line of pretty-printed JSON. */
export type JsonLine = CodeLine;

/** The position and the reason of a syntax error. The first `invalid` span of the lines begins there. */
export type JsonError = {
  /** Counted from 1, in the text as sent; the column in UTF-16 code units, a byte order mark not counted. */
  readonly line: number;
  readonly column: number;
  /** UTF-16 code units from the text's start. */
  readonly offset: number;
  readonly message: string;
};

export type JsonReading = CodeRows & {
  /** Null while everything read so far is valid. */
  readonly error: JsonError | null;
  /** Whether the text begins with a byte order mark, which RFC 8259 §8.1 lets a receiver ignore. */
  readonly bom: boolean;
  /** Content found so far on which JSON readers may disagree; lines by their index. */
  readonly oddities: JsonOddities;
  /** Where the row begins in the text as sent; line and column as in `JsonError`. */
  placeOfRow(index: number): { readonly line: number; readonly column: number };
  /** The path to what the row contains or closes; null after a syntax error. */
  path(index: number): JsonPath | null;
  /** The row found so far to which a path leads; null if there is none yet. */
  rowOfPath(path: JsonPath): number | null;
};

export type JsonOddities = {
  /** Names that occurred before in the same object. */
  readonly duplicates: ReadonlySet<number>;
  /** Integers and fractions that a double cannot represent: their number, and the row of the first (−1 for none). */
  readonly longNumbers: { readonly count: number; readonly first: number };
  /** The greatest nesting depth. */
  readonly deepest: number;
};

/**
 * Reads JSON (RFC 8259) as it was written, for people: no number, escape, name or order is changed, as `JSON.parse` would.
 * It accepts what `JSON.parse` accepts, with an optional byte order mark. Text after the first syntax error is shown as it
 * is. The spans of all lines, except `space`, contain every character of the text except white space between tokens and,
 * after an error, line breaks.
 */
export function readJson(text: string): JsonReading {
  const bom = text.charCodeAt(0) === 0xfeff;
  const lines = new JsonLines(text, bom ? 1 : 0);
  let error: JsonError | null = null;
  return {
    get count() {
      return lines.count;
    },
    get done() {
      return lines.done;
    },
    get error() {
      if (lines.fault !== null) error ??= { ...locate(text, lines.fault.offset), ...lines.fault };
      return error;
    },
    bom,
    oddities: lines,
    placeOfRow: (index) => locate(text, skipSpace(text, lines.starts[index]!)),
    rowAtPlace(line, column) {
      const offset = offsetOf(text, line, column + (bom && line === 1 ? 1 : 0));
      return offset < lines.at || lines.done ? lastAtMost(lines.starts, offset) : null;
    },
    sourceOf: (index) => text.slice(lines.starts[index], lines.starts[index + 1] ?? lines.at),
    textOf: (index) => lineText({ spans: spansOfLine(text, lines, index) }),
    paths(index) {
      const path = this.path(index);
      if (path === null) return [];
      return [
        { name: 'JSONPath', text: printJsonPath(path) },
        { name: 'jq', text: printJqPath(path) },
      ];
    },
    valueText: (index) => (index < lines.faultLine ? valueText(text, lines, index) : null),
    rowAtPath(path) {
      if (path.startsWith('/')) return lineOfPointer(text, lines, path);
      const parsed = parseJsonPath(path);
      return parsed && this.rowOfPath(parsed);
    },
    path: (index) => (index < lines.faultLine ? jsonPath(text, lines, index) : null),
    rowOfPath: (path) => lineOfPath(text, lines, path),
    readUpTo(count) {
      while (lines.count < count && !lines.done) lines.next();
      return lines.count;
    },
    row: (index) => jsonLine(text, lines, index),
  };
}

/** The line and column of an offset, from 1; a byte order mark is in no column. */
function locate(text: string, offset: number): { line: number; column: number } {
  const { line, column } = placeOf(text, offset);
  const marked = line === 1 && text.charCodeAt(0) === 0xfeff;
  return { line, column: marked ? column - 1 : column };
}

function jsonLine(text: string, lines: JsonLines, index: number): JsonLine {
  const spans = spansOfLine(text, lines, index);
  const partner = lines.partners[index]!;
  return {
    depth: lines.depths[index]!,
    spans,
    opens: containerOf(spans, lines.children[index]!, partner > index ? partner : null),
    closes: partner >= 0 && partner < index ? partner : null,
    notes: index < lines.faultLine ? notesOn(spans, lines.duplicates.has(index)) : [],
  };
}

function spansOfLine(text: string, lines: JsonLines, index: number): JsonSpan[] {
  const start = lines.starts[index]!;
  if (lines.fault === null || index < lines.faultLine) {
    return jsonSpans(text, start, lines.starts[index + 1] ?? lines.at);
  }
  const valid = index === lines.faultLine ? jsonSpans(text, start, lines.fault.offset) : [];
  const from = index === lines.faultLine ? lines.fault.offset : start;
  return [...valid, { kind: 'invalid', text: text.slice(from, rowEnd(text, from)) }];
}

/** The value on a line as sent; for either end of a container, all of it. */
function valueText(text: string, lines: JsonLines, index: number): string | null {
  const partner = lines.partners[index]!;
  const open = partner >= 0 && partner < index ? partner : index;
  const spans = spansOfLine(text, lines, open);
  const last = spans.at(-1);
  const first = spans[0]?.kind === 'key' ? 3 : 0;
  if (last?.kind !== 'punctuation' || !'{['.includes(last.text)) {
    const end = last?.text === ',' ? spans.length - 1 : spans.length;
    return lineText({ spans: spans.slice(first, end) });
  }
  const close = lines.partners[open]!;
  if (close < 0) return null;
  const start = lines.starts[open]!;
  const valueStart = text.indexOf(
    last.text,
    first === 0 ? start : start + (skipSpace(text, start) - start) + spans[0]!.text.length,
  );
  return text.slice(valueStart, skipSpace(text, lines.starts[close]!) + 1);
}

function containerOf(spans: JsonSpan[], children: number, closeLine: number | null): Container | null {
  const last = spans.at(-1);
  if (last?.kind !== 'punctuation' || !'{['.includes(last.text)) return null;
  return { kind: last.text === '{' ? 'object' : 'array', children, closeLine };
}

function notesOn(spans: JsonSpan[], duplicate: boolean): string[] {
  const number = spans.find((span) => span.kind === 'number');
  const note = number === undefined ? null : numberNote(number.text);
  return [...(note === null ? [] : [note]), ...(duplicate ? ['duplicate name'] : [])];
}

/** Pretty-printed JSON; also offered for invalid JSON, to show where the error is. */
export const json = {
  id: 'json',
  title: 'JSON',
  fits: ({ mediaType, text, whole }) => ({
    named: mediaType !== null && isJsonType(mediaType.essence),
    found: foundJson(text, whole),
  }),
  read(body, mediaType) {
    const decoded = decodeJson(body, mediaType);
    return Object.assign(readJson(decoded.text), decoded);
  },
} satisfies BodyKind<'json', JsonReading & DecodedText>;

/** Whether a media type is a JSON MIME type (MIME Sniffing Standard §4.6). */
function isJsonType(essence: string): boolean {
  return essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json');
}

/** How close to the cut an error may be to count as caused by it: less than a literal or an escape. */
const cutReach = 8;

function foundJson(text: string, whole: boolean): Found {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const valid = reading.error === null || (!whole && reading.error.offset > text.length - cutReach);
  const isContainer = /^[ \t\r\n]*[{[]/.test(text);
  if (valid) return isContainer ? 'certain' : 'possible';
  if (/^[ \t\r\n]*(?:\{[ \t\r\n]*"|\[[ \t\r\n]*[[{"])/.test(text)) return 'likely';
  return isContainer ? 'possible' : 'no';
}

/**
 * Decodes JSON, which is UTF-8 and has no charset parameter (RFC 8259 §8.1, §11): a declared charset is used only if UTF-8
 * fails. An unknown one is reported all the same.
 */
function decodeJson(body: Uint8Array, mediaType: MediaType | null): DecodedText {
  const decoded = decodeText(body, null);
  const charset = mediaType?.parameters.get('charset');
  if (charset === undefined) return decoded;
  if (encodingOf(charset) === null) return { ...decoded, unknownCharset: charset };
  return decoded.replaced ? decodeText(body, charset) : decoded;
}
