import type { BodyKind, Found, Glimpse } from '../body-kind.ts';
import { type CodeLine, type CodeRows, lineText } from '../code-line.ts';
import { type DecodedText, decodeText } from '../decode-text.ts';
import { lastAtMost, offsetOf, placeOf } from '../line-break.ts';
import { XmlLines } from './lines.ts';
import { hasOwnEntities, xmlSpans } from './spans.ts';
import { xmlToken } from './token.ts';

/** The position (line and column from 1) and the reason of a syntax error. */
export type XmlError = { readonly line: number; readonly column: number; readonly message: string };

export type XmlReading = CodeRows & { readonly error: XmlError | null };

/** The longest line that is searched for entities. */
const mostForNotes = 4096;

/**
 * Reads XML (XML 1.0) as it was written, pretty-printed. Nothing is expanded, fetched or checked against a document type:
 * an entity is shown as written, so a document cannot grow when it is shown.
 */
export function readXml(text: string): XmlReading {
  const lines = new XmlLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return {
    get count() {
      return lines.count;
    },
    get done() {
      return lines.done;
    },
    get error() {
      if (lines.fault === null) return null;
      return { ...placeOf(text, lines.fault.offset), message: lines.fault.message };
    },
    readUpTo(count) {
      while (lines.count < count && !lines.done) lines.next();
      return lines.count;
    },
    sourceOf: (index) => text.slice(lines.starts[index], lines.ends[index]),
    textOf: (index) => lineText({ spans: spansOf(text, lines, index) }),
    rowAtPlace(line, column) {
      const offset = offsetOf(text, line, column);
      return offset < lines.at || lines.done ? lastAtMost(lines.starts, offset) : null;
    },
    placeOfRow: (index) => placeOf(text, lines.starts[index]!),
    paths(index) {
      const path = xPath(text, lines, index);
      return path === null ? [] : [{ name: 'XPath', text: path }];
    },
    valueText(index) {
      const [open, close] = ends(lines, index);
      if (index >= lines.faultLine || close < 0) return null;
      return text.slice(lines.starts[open], lines.ends[close]);
    },
    row: (index) => xmlLine(text, lines, index),
  };
}

/** The lines at which the content of a line begins and ends; −1 if its end has not been found. */
function ends({ partners, children, starts }: XmlLines, index: number): [open: number, close: number] {
  const partner = partners[index]!;
  if (partner >= 0) return [Math.min(index, partner), Math.max(index, partner)];
  return [index, children[index]! > 0 && starts.length > 0 ? -1 : index];
}

function spansOf(text: string, lines: XmlLines, index: number) {
  const start = lines.starts[index]!;
  const end = lines.ends[index]!;
  if (index >= lines.faultLine) return [{ kind: 'invalid' as const, text: text.slice(start, end) }];
  return xmlSpans(text, start, end);
}

function xmlLine(text: string, lines: XmlLines, index: number): CodeLine {
  const partner = lines.partners[index]!;
  const closes = partner >= 0 && partner < index ? partner : null;
  const closeLine = partner > index ? partner : null;
  const opens = closeLine !== null || lines.children[index]! > 0;
  return {
    depth: lines.depths[index]!,
    spans: spansOf(text, lines, index),
    opens: opens ? { kind: 'element', children: lines.children[index]!, closeLine } : null,
    closes,
    notes: notesOn(text, lines, index),
  };
}

function notesOn(text: string, lines: XmlLines, index: number): string[] {
  const start = lines.starts[index]!;
  const end = Math.min(lines.ends[index]!, start + mostForNotes);
  if (index >= lines.faultLine) return [];
  if (text[start] !== '<') return ['line breaks around this text are added'];
  if (text.startsWith('<!DOCTYPE', start)) return ['ignored: entities are not expanded or fetched'];
  return hasOwnEntities(text.slice(start, end)) ? ['entity, not expanded'] : [];
}

/** The XPath of an element: `/feed/entry[2]/title`; null for other lines. */
function xPath(text: string, lines: XmlLines, index: number): string | null {
  if (index >= lines.faultLine) return null;
  const partner = lines.partners[index]!;
  let line = partner >= 0 && partner < index ? partner : index;
  if (nameAt(text, lines, line) === null) return null;
  const steps: string[] = [];
  for (;;) {
    const name = nameAt(text, lines, line)!;
    const { before, after, parent } = siblings(text, lines, line, name);
    steps.unshift(before > 0 || after ? `${name}[${before + 1}]` : name);
    if (parent === null) return `/${steps.join('/')}`;
    line = parent;
  }
}

/** The name of the element with which a line begins. */
function nameAt(text: string, lines: XmlLines, line: number): string | null {
  const token = xmlToken(text, lines.starts[line]!);
  return 'kind' in token && (token.kind === 'open' || token.kind === 'empty') ? token.name : null;
}

function siblings(text: string, { depths, partners, ...lines }: XmlLines, line: number, name: string) {
  const all = { depths, partners, ...lines } as XmlLines;
  const depth = depths[line]!;
  let before = 0;
  let at = line - 1;
  for (; at >= 0 && depths[at]! >= depth; at--) {
    const other = partners[at]!;
    if (other >= 0 && other < at) at = other;
    if (nameAt(text, all, at) === name) before++;
  }
  let next = Math.max(line, partners[line]!) + 1;
  let after = false;
  for (; next < depths.length && depths[next] === depth && !after; next++) {
    after = nameAt(text, all, next) === name && !text.startsWith('</', all.starts[next]!);
    if (partners[next]! > next) next = partners[next]!;
  }
  return { before, after, parent: depth === 0 ? null : at };
}

/** Pretty-printed XML; also offered for malformed XML, to show where the error is. */
export const xml = {
  id: 'xml',
  title: 'XML',
  fits: ({ mediaType, text, whole }) => ({
    named: mediaType !== null && isXmlType(mediaType.essence),
    found: mediaType?.essence === 'text/html' ? 'no' : foundXml({ text, whole }),
  }),
  read(body, mediaType) {
    const decoded = decodeXml(body, mediaType?.parameters.get('charset') ?? null);
    return Object.assign(readXml(decoded.text), decoded);
  },
} satisfies BodyKind<'xml', XmlReading & DecodedText>;

/** Whether a media type is an XML MIME type (MIME Sniffing Standard §4.6). XHTML is HTML here. */
function isXmlType(essence: string): boolean {
  if (essence === 'application/xhtml+xml') return false;
  return essence === 'application/xml' || essence === 'text/xml' || essence.endsWith('+xml');
}

function foundXml({ text, whole }: Pick<Glimpse, 'text' | 'whole'>): Found {
  const start = text.trimStart();
  if (/^<\?xml[\s?]/.test(start)) return 'certain';
  if (/^<(?:!doctype\s+)?html\b/i.test(start) || !/^<(?:[A-Za-z_:]|!--|!DOCTYPE)/.test(start)) return 'no';
  if (!whole) return 'possible';
  const reading = readXml(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading.error === null ? 'likely' : 'possible';
}

/** Decodes XML: a byte order mark takes precedence over the declared charset, and that over the XML declaration (RFC 7303 §3). */
function decodeXml(body: Uint8Array, charset: string | null): DecodedText {
  if (charset !== null) return decodeText(body, charset);
  const start = String.fromCharCode(...body.subarray(0, 200));
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? null;
  return decodeText(body, declared);
}
