import { decodeText } from '#lib/body/decode-text.ts';
import { formCharset } from '#lib/body/form-charset.ts';
import { multipartInUtf8 } from '#lib/body/multipart/in-utf8.ts';
import { first } from '#lib/http/header-lookup.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import { percentDecoded } from '#lib/http/percent-decoded.ts';
import type { Subject } from './key.ts';
import { unescapedJson } from './unescaped-json.ts';

/** How a body may be read other than byte by byte, as its Content-Type says. */
type Declared = {
  /** A character encoding other than UTF-8; null for none. */
  readonly charset: string | null;
  readonly isForm: boolean;
  readonly isMultipart: boolean;
  readonly mediaType: MediaType | null;
};

/** A body as it is read where that differs from the bytes that were sent. */
type Readings = {
  /** In UTF-8: the bytes as sent, unless they are in another character encoding. */
  readonly text: Uint8Array;
  /** All readings that differ from the bytes as sent. */
  readonly others: readonly Uint8Array[];
};

/** How many readings of a body there are at most, and the steps (`cost.ts`) that it takes to make them for each byte. */
export const mostReadings = 4;
export const readingCost = 8;

/** A body as text in UTF-8. Converted once, however many ask. */
export function utf8Of({ facts, body }: Subject): Uint8Array {
  return readingsOf(facts, body).text;
}

/**
 * Whether a test holds for a body as it was sent, or as people read it: in its character encoding (of a multipart body, in those of
 * its parts), with percent-encoding of a form and escapes of JSON strings undone. Time grows with the length of the body alone.
 */
export function someReading({ facts, body }: Subject, test: (bytes: Uint8Array) => boolean): boolean {
  return test(body) || readingsOf(facts, body).others.some(test);
}

/** The body read last: the terms of a filter, and the rules of a bin, ask one after the other. */
let latest: { readonly body: Uint8Array; readonly readings: Readings } | null = null;
const backslash = 0x5c;

function readingsOf({ headers }: Subject['facts'], body: Uint8Array): Readings {
  const declared = declaredBy(first(headers, 'content-type') ?? '');
  const charset = isMarkedUtf16(body) ? 'utf-16' : declared.charset;
  if (charset === null && !declared.isForm && !declared.isMultipart && !body.includes(backslash))
    return { text: body, others: [] };
  if (latest?.body !== body) latest = { body, readings: read(body, { ...declared, charset }) };
  return latest.readings;
}

function read(body: Uint8Array, { charset, isForm, isMultipart, mediaType }: Declared): Readings {
  const text = isMultipart
    ? multipartInUtf8(body, mediaType)
    : charset === null
      ? body
      : inUtf8(body, charset);
  const form = isForm ? formInUtf8(body, mediaType) : text;
  // What a form contains may itself be JSON.
  const unescaped = unescapedJson(form);
  const others = [];
  if (text !== body) others.push(text);
  if (form !== text) others.push(form);
  if (unescaped !== form) others.push(unescaped);
  return { text, others };
}

/** The fields of a form as text. Percent-encoding is of bytes, so it is undone first. */
function formInUtf8(body: Uint8Array, mediaType: MediaType | null): Uint8Array {
  const { encoding } = formCharset(body, mediaType);
  const decoded = percentDecoded(body);
  return encoding === 'utf-8' ? decoded : inUtf8(decoded, encoding);
}

function isMarkedUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function inUtf8(body: Uint8Array, charset: string): Uint8Array {
  const { text, encoding } = decodeText(body, charset, { cut: true });
  return encoding === 'utf-8' ? body : new TextEncoder().encode(text);
}

/** The requests of a bin have few different Content-Types; each is parsed once, until there are too many. */
const declarations = new Map<string, Declared>();
const mostDeclarations = 200;

function declaredBy(contentType: string): Declared {
  let declared = declarations.get(contentType);
  if (!declared) {
    const mediaType = parseMediaType(contentType);
    const charset = mediaType?.parameters.get('charset') ?? null;
    declared = {
      charset: charset === null || /^utf-?8$/i.test(charset) ? null : charset,
      isForm: mediaType?.essence === 'application/x-www-form-urlencoded',
      isMultipart: mediaType?.essence.startsWith('multipart/') ?? false,
      mediaType,
    };
    if (declarations.size >= mostDeclarations) declarations.clear();
    if (contentType.length <= 200) declarations.set(contentType, declared);
  }
  return declared;
}
