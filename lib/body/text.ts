import type { BodyKind, Found } from './body-kind.ts';
import { isCsvType } from './csv.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { type LineBreak, lastAtMost, lineBreakAt, rowEnd } from './line-break.ts';
import type { Rows } from './rows.ts';

/** A row of a text: a line, or a piece of a line too long for one row. */
export type TextRow = {
  /** The line's number, from 1. */
  readonly line: number;
  /** Whether this row continues the line of the row before. */
  readonly continued: boolean;
  /** The text without its line break. Show it through `visible`. */
  readonly text: string;
  readonly lineBreak: LineBreak;
};

/** A body read as text. */
export type TextReading = Rows<TextRow> &
  DecodedText & {
    /** The kinds of line break in the rows found so far. */
    readonly lineBreaks: readonly LineBreak[];
  };

/** Reads a body as text in the declared charset, whatever its bytes are. */
export function readText(body: Uint8Array, charset: string | null): TextReading {
  const decoded = decodeText(body, charset);
  return Object.assign(textRows(decoded.text), decoded);
}

/** Splits a text into rows. A line break ends a line; after the last one there is no empty line. */
export function textRows(text: string): Rows<TextRow> & { readonly lineBreaks: readonly LineBreak[] } {
  const starts: number[] = [];
  const lines: number[] = [];
  const lineBreaks: LineBreak[] = [];
  let at = 0;
  let line = 1;

  function findRow(): void {
    starts.push(at);
    lines.push(line);
    at = rowEnd(text, at);
    const lineBreak = lineBreakAt(text, at);
    if (lineBreak === '') return;
    if (!lineBreaks.includes(lineBreak)) lineBreaks.push(lineBreak);
    at += lineBreak.length;
    line++;
  }

  return {
    get count() {
      return starts.length;
    },
    get done() {
      return at === text.length;
    },
    lineBreaks,
    readUpTo(count) {
      while (starts.length < count && at < text.length) findRow();
      return starts.length;
    },
    textOf(index) {
      const start = starts[index]!;
      return text.slice(start, rowEnd(text, start));
    },
    rowAtPlace(line, column) {
      if (lines.length === 0 || (at < text.length && lines.at(-1)! <= line)) return null;
      let row = lastAtMost(lines, line);
      while (
        row > 0 &&
        lines[row - 1] === line &&
        starts[row]! > offsetOfLine(lines, starts, row) + column - 1
      )
        row--;
      return row;
    },
    row(index) {
      const start = starts[index]!;
      const end = rowEnd(text, start);
      return {
        line: lines[index]!,
        continued: index > 0 && lines[index - 1] === lines[index],
        text: text.slice(start, end),
        lineBreak: lineBreakAt(text, end),
      };
    },
  };
}

/** The offset where the line of a row begins. */
function offsetOfLine(lines: readonly number[], starts: readonly number[], row: number): number {
  let first = row;
  while (first > 0 && lines[first - 1] === lines[row]) first--;
  return starts[first]!;
}

/** Text, for every body that can be decoded. */
export const text = {
  id: 'text',
  title: 'Text',
  fits: ({ mediaType, text, decodable }) => ({
    named: mediaType !== null && isTextType(mediaType.essence),
    found: decodable ? foundText(text) : 'no',
  }),
  read: (body, mediaType) => readText(body, mediaType?.parameters.get('charset') ?? null),
} satisfies BodyKind<'text', TextReading>;

/** Media types whose content is text although they are not `text/…`; XML types end in `+xml` (RFC 7303 §4.2). */
const textTypes = /^text\/|[/+](?:xml|yaml|x-yaml|toml|javascript|graphql|sql)$/;

function isTextType(essence: string): boolean {
  return !isCsvType(essence) && textTypes.test(essence);
}

/**
 * Detects text: a control character that does not occur in text means binary content, the MIME Sniffing Standard's "binary
 * data byte" (§3).
 */
function foundText(text: string): Found {
  return /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text) ? 'possible' : 'likely';
}
