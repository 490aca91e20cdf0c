import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found, Glimpse } from '../body-kind.ts';
import { type CodeLine, type CodeRows, lineText } from '../code-line.ts';
import { type DecodedText, decodeText } from '../decode-text.ts';
import { type JsonReading, readJson } from '../json/read-json.ts';
import { unescaped } from '../json/string.ts';
import { allRows } from '../rows.ts';
import { graphqlLines } from './lines.ts';

/** The longest request read as GraphQL: nobody writes longer ones by hand, so they are read as JSON. */
const longest = 1024 * 1024;

const nothing: Omit<CodeLine, 'spans'> = { depth: 0, opens: null, closes: null, notes: [] };

/**
 * Reads a GraphQL request (GraphQL over HTTP §5.2): the document pretty-printed; operation name, variables and extensions
 * as JSON. Empty if it is not a GraphQL request.
 */
export function readGraphql(text: string, isDocument: boolean): CodeRows {
  const lines = text.length > longest ? [] : isDocument ? graphqlLines(text) : requestLines(text);
  return {
    count: lines.length,
    done: true,
    readUpTo: () => lines.length,
    row: (index) => lines[index]!,
    textOf: (index) => lineText(lines[index]!),
  };
}

function requestLines(text: string): CodeLine[] {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const query = stringAt(reading, 'query');
  const name = stringAt(reading, 'operationName');
  const lines: CodeLine[] = [];
  if (name !== null) {
    lines.push({
      ...nothing,
      spans: [
        { kind: 'quiet', text: 'Operation ' },
        { kind: 'plain', text: name },
      ],
    });
  }
  if (query !== null) addSection(lines, 'Document', graphqlLines(query));
  for (const [member, title] of [
    ['variables', 'Variables'],
    ['extensions', 'Extensions'],
  ] as const) {
    const value = valueAt(reading, member);
    if (value !== null && value !== 'null') addSection(lines, title, jsonLines(value));
  }
  return lines;
}

function valueAt(reading: JsonReading, member: string): string | null {
  const row = reading.rowOfPath([member]);
  return row === null ? null : reading.valueText!(row);
}

function stringAt(reading: JsonReading, member: string): string | null {
  const value = valueAt(reading, member);
  return value?.startsWith('"') ? unescaped(value.slice(1, -1)) : null;
}

function jsonLines(text: string): CodeLine[] {
  return allRows(readJson(text));
}

/** Adds lines under a heading, one level deeper, and moves their folds with them. */
function addSection(lines: CodeLine[], title: string, section: readonly CodeLine[]): void {
  if (section.length === 0) return;
  const start = lines.length + 1;
  lines.push({ ...nothing, spans: [{ kind: 'quiet', text: title }] });
  for (const line of section) {
    lines.push({
      ...line,
      depth: line.depth + 1,
      closes: line.closes === null ? null : line.closes + start,
      opens: line.opens && {
        ...line.opens,
        closeLine: line.opens.closeLine === null ? null : line.opens.closeLine + start,
      },
    });
  }
}

/** A GraphQL request, or a document alone. */
export const graphql = {
  id: 'graphql',
  title: 'GraphQL',
  fits(glimpse) {
    const found = foundGraphql(glimpse);
    // A GraphQL request is also JSON, so a JSON label is correct.
    const isJson = /[/+]json$/.test(glimpse.mediaType?.essence ?? '');
    return { named: isDocumentType(glimpse.mediaType) || (isJson && found === 'certain'), found };
  },
  read(body, mediaType): CodeRows & DecodedText {
    const decoded = decodeText(body, mediaType?.parameters.get('charset') ?? null);
    const text = decoded.text.replace(/^\ufeff/, '');
    return Object.assign(
      readGraphql(text, !text.trimStart().startsWith('{') || isDocumentType(mediaType)),
      decoded,
    );
  },
} satisfies BodyKind<'graphql', CodeRows>;

function isDocumentType(mediaType: MediaType | null): boolean {
  return mediaType?.essence === 'application/graphql';
}

/** Detects a JSON object with a query that begins like a GraphQL document. */
function foundGraphql({ mediaType, text }: Glimpse): Found {
  if (isDocumentType(mediaType)) return 'likely';
  const isObject = /^\s*\{\s*"(?:query|operationName|variables|extensions)"\s*:/.test(text);
  const isQuery = /"query"\s*:\s*"(?:\\[ntr]|\s)*(?:#|\{|(?:query|mutation|subscription|fragment)\b)/.test(
    text,
  );
  return isObject && isQuery ? 'certain' : 'no';
}
