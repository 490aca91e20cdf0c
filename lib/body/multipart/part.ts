import { fromBytes } from '#lib/http/byte-string.ts';
import { all, first } from '#lib/http/header-lookup.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';
import { type DispositionValue, readDisposition } from './content-disposition.ts';

/** A part of a multipart body. Its content stays in the body, at `offset`. */
export type MultipartPart = {
  readonly kind: 'part';
  /** Counted from 1. */
  readonly number: number;
  /** The header list of the part: in the order and case sent, with duplicates; byte strings. */
  readonly headers: readonly Header[];
  /** The start and length of its content, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** The start of its header lines, in bytes; they and an empty line extend to `offset`. */
  readonly headOffset: number;
  /** The value of its Content-Type, null if it has none; `chooseKinds` takes it to view the content. */
  readonly contentType: string | null;
  /** The parsed Content-Type; null when there is none or it is not a media type. */
  readonly mediaType: MediaType | null;
  readonly name: DispositionValue | null;
  readonly filename: DispositionValue | null;
  /** Notes on the part, without a full stop: `nested multipart`, `no empty line after the headers`. */
  readonly notes: readonly string[];
};

/** The header lines of a part, and the start of its content. */
type Head = { readonly headers: Header[]; readonly end: number; readonly note: string | null };

/**
 * Reads the part between two delimiters: the bytes of the body from `start` up to `end`, of which at most `mostHeadBytes`
 * are headers.
 */
export function readPart(
  body: Uint8Array,
  number: number,
  { start, end }: { start: number; end: number },
  mostHeadBytes: number,
): MultipartPart {
  const head = readHead(body, start, end, mostHeadBytes);
  const contentType = first(head.headers, 'Content-Type');
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  const { name, filename, notes } = readDisposition(first(head.headers, 'Content-Disposition') ?? '');
  const own = [
    head.note,
    ...repeatedHeaderNotes(head.headers),
    transferEncodingNote(head.headers),
    nestedNote(mediaType),
  ];
  return {
    kind: 'part',
    number,
    headers: head.headers,
    offset: head.end,
    length: end - head.end,
    headOffset: start,
    contentType,
    mediaType,
    name,
    filename,
    notes: [...own.filter((note) => note !== null), ...notes],
  };
}

/** A field line: a token (RFC 9110 §5.6.2), a colon, a value. */
const fieldLine = /^([!#$%&'*+\-.^_`|~\da-z]+)[\t ]*:[\t ]*(.*)$/is;
const continuation = /^[\t ]+\S/;

/**
 * Reads the header lines up to an empty line, or up to a line that is not a header: the rest is content, with a note. A
 * folded value is joined as in RFC 5322 §2.2.3, without its line breaks.
 */
function readHead(body: Uint8Array, start: number, end: number, mostBytes: number): Head {
  const limit = Math.min(end, start + mostBytes);
  const headers: Header[] = [];
  let at = start;
  while (at < limit) {
    const feed = body.subarray(at, limit).indexOf(0x0a);
    const next = feed < 0 ? limit : at + feed + 1;
    const isCut = feed < 0 && limit < end;
    if (isCut) break;
    const line = fromBytes(body.subarray(at, next)).replace(/\r?\n$/, '');
    if (line === '') return { headers, end: next, note: null };
    if (!addLine(headers, line))
      return { headers, end: at, note: 'no empty line between headers and content' };
    at = next;
  }
  return { headers, end: at, note: missingEmptyLineNote(body, at, end) };
}

/** Adds a line to the header list; false if it is not a header line. */
function addLine(headers: Header[], line: string): boolean {
  const last = headers.at(-1);
  if (last !== undefined && continuation.test(line)) {
    headers[headers.length - 1] = [last[0], withoutSpace(last[1] + line)];
    return true;
  }
  const [, name, value = ''] = fieldLine.exec(line) ?? [];
  if (name !== undefined) headers.push([name, withoutSpace(value)]);
  return name !== undefined;
}

/** The empty line may be missing if nothing follows it: its line break then belongs to the delimiter (RFC 2046 §5.1). */
function missingEmptyLineNote(body: Uint8Array, at: number, end: number): string | null {
  if (at < end) return 'headers are too long to list, the rest is shown as content';
  return at === 0 || body[at - 1] === 0x0a ? null : 'no empty line after the headers';
}

function repeatedHeaderNotes(headers: readonly Header[]): string[] {
  return ['Content-Disposition', 'Content-Type']
    .filter((name) => all(headers, name).length > 1)
    .map((name) => `two ${name} headers: the first is used`);
}

/** The Content-Transfer-Encoding of a part (RFC 2045 §6), which RFC 7578 §4.7 deprecates for forms. It is not decoded. */
function transferEncodingNote(headers: readonly Header[]): string | null {
  const encoding = first(headers, 'Content-Transfer-Encoding')?.toLowerCase() ?? '';
  return ['base64', 'quoted-printable'].includes(encoding) ? `content is encoded as ${encoding}` : null;
}

function nestedNote(mediaType: MediaType | null): string | null {
  return mediaType?.essence.startsWith('multipart/') ? 'nested multipart' : null;
}
