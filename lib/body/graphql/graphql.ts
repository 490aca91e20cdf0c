import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found, Glimpse } from '../body-kind.ts';
import { type CodeLine, type CodeRows, lineText } from '../code-line.ts';
import { type DecodedText, decodeText } from '../decode-text.ts';
import { type JsonReading, readJson } from '../json/read-json.ts';
import { unescaped } from '../json/string.ts';
import { lastAtMost } from '../line-break.ts';
import type { Rows } from '../rows.ts';
import { graphqlLines } from './lines.ts';

/** The longest request whose parts are looked for: nobody writes longer ones by hand, so they are read as JSON. */
const longest = 1024 * 1024;

const nothing: Omit<CodeLine, 'spans'> = { depth: 0, opens: null, closes: null, notes: [] };
const nothingToRead = { count: 0, done: true, readUpTo: () => 0 };

/**
 * Reads a GraphQL request (GraphQL over HTTP §5.2): the document pretty-printed; operation name, variables and extensions
 * as JSON. Empty if it is not a GraphQL request.
 */
export function readGraphql(text: string, isDocument: boolean): CodeRows {
  if (isDocument) return joined([{ rows: graphqlLines(text), depth: 0 }]);
  return joined(text.length > longest ? [{ rows: readJson(text), depth: 0 }] : requestSections(text));
}

/** Lines that follow those of the section before, with what is added to their depth. */
type Section = { readonly rows: Rows<CodeLine>; readonly depth: number };

function requestSections(text: string): Section[] {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const query = stringAt(reading, 'query');
  const name = stringAt(reading, 'operationName');
  const sections: Section[] = [];
  if (name !== null) {
    const rows = oneLine([
      { kind: 'quiet', text: 'Operation ' },
      { kind: 'plain', text: name },
    ]);
    sections.push({ rows, depth: 0 });
  }
  if (query !== null && query.trim() !== '') sections.push(...titled('Document', graphqlLines(query)));
  for (const [member, title] of [
    ['variables', 'Variables'],
    ['extensions', 'Extensions'],
  ] as const) {
    const value = valueAt(reading, member);
    if (value !== null && value !== 'null') sections.push(...titled(title, readJson(value)));
  }
  return sections;
}

function titled(title: string, rows: Rows<CodeLine>): Section[] {
  return [
    { rows: oneLine([{ kind: 'quiet', text: title }]), depth: 0 },
    { rows, depth: 1 },
  ];
}

function oneLine(spans: CodeLine['spans']): Rows<CodeLine> {
  return { count: 1, done: true, readUpTo: () => 1, row: () => ({ ...nothing, spans }) };
}

/** Sections one after the other, with their folds moved; each is read when those before are done. */
function joined(sections: readonly Section[]): CodeRows {
  const starts = [0];
  const last = () => sections[starts.length - 1]?.rows ?? nothingToRead;
  const row = (index: number): CodeLine => {
    const section = lastAtMost(starts, index);
    const start = starts[section]!;
    const { rows, depth } = sections[section]!;
    const line = rows.row(index - start);
    return {
      ...line,
      depth: line.depth + depth,
      closes: line.closes === null ? null : line.closes + start,
      opens: line.opens && {
        ...line.opens,
        closeLine: line.opens.closeLine === null ? null : line.opens.closeLine + start,
      },
    };
  };
  const count = () => starts.at(-1)! + last().count;
  return {
    get count() {
      return count();
    },
    get done() {
      return last().done && starts.length >= sections.length;
    },
    readUpTo(wanted) {
      while (
        last().readUpTo(wanted - starts.at(-1)!) >= 0 &&
        last().done &&
        starts.length < sections.length
      ) {
        starts.push(count());
      }
      return count();
    },
    row,
    textOf: (index) => lineText(row(index)),
  };
}

function valueAt(reading: JsonReading, member: string): string | null {
  const row = reading.rowOfPath([member]);
  return row === null ? null : reading.valueText!(row);
}

function stringAt(reading: JsonReading, member: string): string | null {
  const value = valueAt(reading, member);
  return value?.startsWith('"') ? unescaped(value.slice(1, -1)) : null;
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
