import { all, first } from '#lib/http/header-lookup.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';
import { encodingOf } from '../encoding-label.ts';
import { readHeaderLines } from '../header-lines.ts';
import { type DispositionValue, readDisposition } from './content-disposition.ts';

/** The charset that a form declares for one of its fields, and the field that declares it. */
export type DeclaredCharset = { readonly charset: string; readonly field: string };

/** Gives the charset of a field that its part does not declare; null where the form does not either. */
export type CharsetOfField = (name: string) => DeclaredCharset | null;

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
  /** Its Content-ID without angle brackets (RFC 2392), a byte string; null if it has none. */
  readonly contentId: string | null;
  /** Whether it is the start part of multipart/related: the one to show first (RFC 2387 §3.2). */
  readonly isStart: boolean;
  /** The charset that another field of the form declares for this one; null if it declares its own, or none does. */
  readonly declaredCharset: DeclaredCharset | null;
  /** Notes on the part, without a full stop: `nested multipart`, `no empty line after the headers`. */
  readonly notes: readonly string[];
};

/**
 * Reads the part between two delimiters: the bytes of the body from `start` up to `end`, of which at most `mostHeadBytes`
 * are headers. `charsetOf` knows the charsets that the form declares.
 */
export function readPart(
  body: Uint8Array,
  number: number,
  { start, end }: { start: number; end: number },
  mostHeadBytes: number,
  charsetOf: CharsetOfField = () => null,
): MultipartPart {
  const head = readHeaderLines(body, start, end, mostHeadBytes);
  const contentType = first(head.headers, 'Content-Type');
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  const { name, filename, notes } = readDisposition(first(head.headers, 'Content-Disposition') ?? '');
  const ownCharset = mediaType?.parameters.has('charset') || filename !== null;
  const declaredCharset = name === null || ownCharset ? null : charsetOf(name.text);
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
    contentId: contentIdOf(head.headers),
    isStart: false,
    declaredCharset,
    notes: [...own.filter((note) => note !== null), ...notes],
  };
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

function contentIdOf(headers: readonly Header[]): string | null {
  const value = first(headers, 'Content-ID');
  return value === null ? null : withoutBrackets(value);
}

/** A message ID without its angle brackets: `<a@b>` → `a@b`. */
export function withoutBrackets(id: string): string {
  return /^\s*<([^<>]*)>/.exec(id)?.[1] ?? withoutSpace(id);
}

/** What the form declares for a part, as a note without full stop; null where that changes nothing. */
export function declaredNote({ declaredCharset: declared }: MultipartPart): string | null {
  if (declared === null || encodingOf(declared.charset) === 'utf-8') return null;
  if (encodingOf(declared.charset) === null)
    return `the field ${declared.field} declares the unknown character encoding ${declared.charset.slice(0, 40)}`;
  return `read as ${encodingOf(declared.charset)}, as the field ${declared.field} declares`;
}

function nestedNote(mediaType: MediaType | null): string | null {
  return mediaType?.essence.startsWith('multipart/') ? 'nested multipart' : null;
}
