import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { MediaType } from '#lib/http/media-type.ts';
import { percentDecoded } from '#lib/http/percent-decoded.ts';
import { encodingOf } from './encoding-label.ts';

/** The character encoding of the fields of a form, and who declares it. */
export type FormCharset = {
  /** By its WHATWG name. */
  readonly encoding: string;
  /** The field that declares it: `_charset_`, `charset`; null if Content-Type does, or nobody. */
  readonly charsetField: string | null;
  /** A declared charset that the Encoding Standard does not know, so that UTF-8 is used; else null. */
  readonly unknownCharset: string | null;
};

/** How far the field that declares the charset is looked for, bytes. */
const mostSearched = 256 * 1024;
const declaringField = /(?:^|&)(_charset_|charset)=([\w.:-]{1,40})(?=&|$)/g;

/**
 * The character encoding of application/x-www-form-urlencoded. Declared by the `charset` parameter of Content-Type, by the field
 * `_charset_` (HTML Standard, "Naming form controls"), or by a field `charset`, as PayPal's IPN does. That field has no standard
 * and may mean something else, so it decides only where the fields are not UTF-8. Encodings that do not extend ASCII cannot be
 * percent-encoded: UTF-8 is used instead (Encoding Standard §4.3, "get an output encoding").
 */
export function formCharset(body: Uint8Array, mediaType: MediaType | null): FormCharset {
  const declared = mediaType?.parameters.get('charset') ?? null;
  if (declared !== null) return charsetOf(declared, null);
  const fields = [...fromBytes(body.subarray(0, mostSearched)).matchAll(declaringField)];
  const standard = fields.find(([, name]) => name === '_charset_');
  if (standard) return charsetOf(standard[2]!, '_charset_');
  const own = fields.find(([, , label]) => encodingOf(label!) !== null);
  if (own === undefined || utf8OrNull(percentDecoded(body)) !== null) return usual;
  return charsetOf(own[2]!, 'charset');
}

const usual: FormCharset = { encoding: 'utf-8', charsetField: null, unknownCharset: null };

function charsetOf(label: string, charsetField: string | null): FormCharset {
  const encoding = encodingOf(label);
  if (encoding === null) return { ...usual, charsetField, unknownCharset: label };
  const extendsAscii = !/^(?:utf-16|iso-2022-jp|replacement)/.test(encoding);
  return { encoding: extendsAscii ? encoding : 'utf-8', charsetField, unknownCharset: null };
}
