import { fromBytes } from '#lib/http/byte-string.ts';
import { all, first } from '#lib/http/headers.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';
import { type DispositionValue, readDisposition } from './content-disposition.ts';

/** A part of a multipart body. Its content stays where it is, at `offset` in the body. */
export type MultipartPart = {
  readonly kind: 'part';
  /** Counted from 1. */
  readonly number: number;
  /** The part's own header list: in the order and case sent, duplicates apart, byte strings. */
  readonly headers: readonly Header[];
  /** Where its content starts and how long it is, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** Where its header lines start, in bytes; they and an empty line reach to `offset`. */
  readonly headOffset: number;
  /** The value of its Content-Type, null when it has none: what `bodyKinds` takes to view the content. */
  readonly contentType: string | null;
  /** The parsed Content-Type; null when there is none or it is not a media type. */
  readonly mediaType: MediaType | null;
  readonly name: DispositionValue | null;
  readonly filename: DispositionValue | null;
  /** What is worth saying beside the part: `multipart itself`, `headers end without an empty line`. */
  readonly notes: readonly string[];
};

/** The header lines of a part, and where its content starts. */
type Head = { readonly headers: Header[]; readonly end: number; readonly note: string | null };

/** Reads the part between two delimiters: the body's bytes from `start` up to `end`. At most `mostHeadBytes` are header. */
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
  const own = [head.note, ...repeated(head.headers), coded(head.headers), nested(mediaType)];
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
 * Header lines end at an empty line, or where a line is none: what follows is content, noted. A folded value is joined as
 * RFC 5322 §2.2.3 says, its line breaks left out.
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
    if (!addLine(headers, line)) return { headers, end: at, note: 'content begins without an empty line' };
    at = next;
  }
  return { headers, end: at, note: unfinished(body, at, end) };
}

/** Adds a line to the header list; false when it is no header line. */
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

/** The empty line may be missing where nothing follows it: its line break is then the delimiter's (RFC 2046 §5.1). */
function unfinished(body: Uint8Array, at: number, end: number): string | null {
  if (at < end) return 'headers are too long to list: the rest of them is taken as content';
  return at === 0 || body[at - 1] === 0x0a ? null : 'headers end without an empty line';
}

function repeated(headers: readonly Header[]): string[] {
  return ['Content-Disposition', 'Content-Type']
    .filter((name) => all(headers, name).length > 1)
    .map((name) => `two ${name} headers: the first counts`);
}

/** Content codings of mail (RFC 2045 §6), which RFC 7578 §4.7 takes back for forms. They are not undone. */
function coded(headers: readonly Header[]): string | null {
  const encoding = first(headers, 'Content-Transfer-Encoding')?.toLowerCase() ?? '';
  return ['base64', 'quoted-printable'].includes(encoding) ? `content is sent as ${encoding}` : null;
}

function nested(mediaType: MediaType | null): string | null {
  return mediaType?.essence.startsWith('multipart/') ? 'multipart itself' : null;
}
