import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found } from './body-kind.ts';
import { type DecodedText, decodeText } from './decode.ts';
import { JsonLines } from './json-lines.ts';
import { numberNote } from './json-number.ts';
import { type JsonSpan, jsonSpans } from './json-spans.ts';
import { placeOf, rowEnd } from './line-break.ts';
import type { Rows } from './rows.ts';

/** A line of JSON laid out prettily. */
export type JsonLine = {
  /** How many containers the line is in. A text may be 100,000 deep: bound the indentation drawn. */
  readonly depth: number;
  /** Shown through `visible`, one after the other. A string can be as long as the body. */
  readonly spans: readonly JsonSpan[];
  /** The container this line opens and leaves open; null when it opens none. */
  readonly opens: JsonContainer | null;
  /** The index of the line that opened what this one closes; null when it closes nothing. */
  readonly closes: number | null;
  /** What is worth saying beside the line: `64-bit, shown exactly`, `duplicate name`. */
  readonly notes: readonly string[];
};

/** What can be folded: the lines after the one that opens it, up to and with `closeLine`. */
export type JsonContainer = {
  readonly kind: 'object' | 'array';
  /** Members or elements found so far: all of them once `closeLine` is known. */
  readonly children: number;
  /** The index of the line that closes it; null while not yet read, or when the text ends before. */
  readonly closeLine: number | null;
};

/** Where a text stops being JSON, and why in words. The first `invalid` span of the lines begins at this place. */
export type JsonError = {
  /** Counted from 1, in the text as sent; the column in UTF-16 code units, a byte order mark not counted. */
  readonly line: number;
  readonly column: number;
  /** UTF-16 code units from the text's start. */
  readonly offset: number;
  readonly message: string;
};

export type JsonReading = Rows<JsonLine> & {
  /** Null as long as all that has been read is JSON. */
  readonly error: JsonError | null;
  /** True when the text begins with a byte order mark, which RFC 8259 §8.1 lets a receiver ignore. */
  readonly bom: boolean;
};

/**
 * Reads JSON (RFC 8259) as it was written, for people: no number, escape, name or order is changed, as it would be by
 * `JSON.parse`. Accepts what `JSON.parse` accepts, and a byte order mark before it. What follows the first fault is
 * shown as it stands. The spans of all lines, but for `space`, hold every character of the text except white space
 * between tokens and, after a fault, line breaks.
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
      if (lines.fault !== null) error ??= locate(text, lines.fault);
      return error;
    },
    bom,
    readUpTo(count) {
      while (lines.count < count && !lines.done) lines.next();
      return lines.count;
    },
    row: (index) => jsonLine(text, lines, index),
  };
}

function locate(text: string, fault: { offset: number; message: string }): JsonError {
  const { line, column } = placeOf(text, fault.offset);
  const marked = line === 1 && text.charCodeAt(0) === 0xfeff;
  return { line, column: marked ? column - 1 : column, ...fault };
}

function jsonLine(text: string, lines: JsonLines, index: number): JsonLine {
  const spans = spansOfLine(text, lines, index);
  const partner = lines.partners[index]!;
  return {
    depth: lines.depths[index]!,
    spans,
    opens: opened(spans, lines.children[index]!, partner > index ? partner : null),
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

function opened(spans: JsonSpan[], children: number, closeLine: number | null): JsonContainer | null {
  const last = spans.at(-1);
  if (last?.kind !== 'punctuation' || !'{['.includes(last.text)) return null;
  return { kind: last.text === '{' ? 'object' : 'array', children, closeLine };
}

function notesOn(spans: JsonSpan[], duplicate: boolean): string[] {
  const number = spans.find((span) => span.kind === 'number');
  const note = number === undefined ? null : numberNote(number.text);
  return [...(note === null ? [] : [note]), ...(duplicate ? ['duplicate name'] : [])];
}

/** JSON as sent, laid out; offered for broken JSON too, to show where it breaks. */
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

/** A JSON MIME type: the MIME Sniffing Standard §4.6. */
function isJsonType(essence: string): boolean {
  return essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json');
}

/** How far from a cut the first fault may be and still be owed to the cut: less than a literal or an escape. */
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

/** JSON is UTF-8 and has no charset parameter (RFC 8259 §8.1, §11), so one that was sent counts only where UTF-8 fails. */
function decodeJson(body: Uint8Array, mediaType: MediaType | null): DecodedText {
  const decoded = decodeText(body, null);
  const charset = mediaType?.parameters.get('charset');
  return decoded.replaced && charset !== undefined ? decodeText(body, charset) : decoded;
}
