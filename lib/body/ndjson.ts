import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found } from './body-kind.ts';
import type { CodeSpan } from './code-line.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { readJson } from './json/read-json.ts';
import { jsonSpans } from './json/spans.ts';
import { lastAtMost, lineBreakAt } from './line-break.ts';
import type { Rows } from './rows.ts';

/** A record: a line with a JSON text. */
export type NdjsonRecord = {
  /** The number of its line, from 1: empty lines are not records. */
  readonly line: number;
  /** As sent, without the line break. It may be as long as the body. */
  readonly text: string;
};

export type NdjsonReading = Rows<NdjsonRecord>;

/** How many characters of a record its row shows. */
export const shownOfRecord = 600;
/** The separator before every record of application/json-seq (RFC 7464). */
const recordSeparator = 0x1e;

/** Reads JSON records, one per line (NDJSON, JSON Lines; also RFC 7464). */
export function readNdjson(text: string): NdjsonReading {
  const starts: number[] = [];
  const lines: number[] = [];
  let line = 1;
  let at = 0;
  skipEmpty();

  function skipEmpty(): void {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) line++;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== recordSeparator && code !== 0xfeff)
        return;
    }
  }
  function findRecord(): void {
    starts.push(at);
    lines.push(line);
    at = endOf(at);
    skipEmpty();
  }
  function endOf(start: number): number {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    return lineBreakAt(text, end - 1) === '\r\n' ? end - 1 : end;
  }
  const record = (index: number) => text.slice(starts[index], endOf(starts[index]!));

  return {
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
    textOf: record,
    rowAtPlace: (wanted) => (at === text.length || line > wanted ? lastAtMost(lines, wanted) : null),
    row: (index) => ({ line: lines[index]!, text: record(index) }),
  };
}

/** The beginning of a record, highlighted: compact, as sent, without checking that it is valid JSON. */
export function recordSpans(text: string): CodeSpan[] {
  const shown = text.slice(0, shownOfRecord);
  const { error } = readUpTo(shown);
  const valid = error === null ? shown.length : error.offset;
  const spans: CodeSpan[] = spansAsSent(shown.slice(0, valid));
  const rest = shown.slice(valid);
  if (rest === '') return spans;
  // A long record is cut, so its beginning may end inside a value.
  return [
    ...spans,
    { kind: text.length > shown.length && valid > shown.length - 8 ? 'plain' : 'invalid', text: rest },
  ];
}

function readUpTo(text: string) {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading;
}

/** The tokens and the white space between them; a string before a colon is a key. */
function spansAsSent(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let at = 0;
  const tokens = jsonSpans(text, 0, text.length).filter(({ kind }) => kind !== 'space');
  for (const [index, token] of tokens.entries()) {
    const start = text.indexOf(token.text, at);
    if (start > at) spans.push({ kind: 'space', text: text.slice(at, start) });
    const isKey = token.kind === 'string' && tokens[index + 1]?.text === ':';
    spans.push(isKey ? { kind: 'key', text: token.text } : token);
    at = start + token.text.length;
  }
  if (at < text.length) spans.push({ kind: 'space', text: text.slice(at) });
  return spans;
}

/** JSON records, one per line. */
export const ndjson = {
  id: 'ndjson',
  title: 'Records',
  fits: ({ mediaType, text, whole }) => ({
    named: isRecordsType(mediaType),
    found: foundNdjson(text, whole, isRecordsType(mediaType)),
  }),
  read(body, mediaType): NdjsonReading & DecodedText {
    const decoded = decodeText(body, mediaType?.parameters.get('charset') ?? null);
    return Object.assign(readNdjson(decoded.text), decoded);
  },
} satisfies BodyKind<'ndjson', NdjsonReading>;

function isRecordsType(mediaType: MediaType | null): boolean {
  return mediaType !== null && /[/+](?:x-)?(?:ndjson|jsonl|json-?lines|json-seq)$/.test(mediaType.essence);
}

/** Detects NDJSON. A single record is also a JSON text, so then the label decides. */
function foundNdjson(text: string, whole: boolean, isNamed: boolean): Found {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const complete = whole ? lines : lines.slice(0, -1);
  const isRecord = (line: string) => /^[\s\x1e]*[{[]/.test(line);
  if (!lines.every(isRecord)) return /^[\s\x1e]*[{[]/.test(text) ? 'possible' : 'no';
  const checked = complete.slice(0, 3).map((line) => readUpTo(line.replace(/^\x1e/, '')).error === null);
  return checked.length > (isNamed ? 0 : 1) && checked.every(Boolean) ? 'certain' : 'possible';
}
