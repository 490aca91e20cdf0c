import { humanSize } from '#lib/body/size.ts';
import { sniffMediaType } from '#lib/body/sniff-media-type.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Reader } from './reader.ts';

/** Shorter texts are often ordinary words, characters. */
const shortest = 16;
/** Control characters that readable text does not contain. */
const unprintable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]/;

/** Base64 of readable text, or of a file format recognized by its first bytes. */
export const base64: Reader = ({ value }) => {
  const data = /^data:([\w.+/-]{1,80})?(?:;[\w=.+-]{1,80})*;base64,/i.exec(value);
  const encoded = value.slice(data?.[0].length ?? 0).replace(/[\r\n]+/g, '');
  // Decimal and hexadecimal numbers, words and paths are not base64.
  if (encoded.length < shortest || /^[\da-f]+$/i.test(encoded) || /^[a-z/-]+$/i.test(encoded)) return null;
  const bytes = base64Bytes(encoded);
  if (bytes === null) return null;
  const known = sniffMediaType(bytes);
  if (known) return { words: `base64-encoded ${known.essence}, ${humanSize(bytes.length)}`, details: [] };
  const text = utf8OrNull(bytes);
  if (text === null || unprintable.test(text) || text.trim() === '') return null;
  const isJson = /^\s*[{[]/.test(text);
  return {
    words: `base64-encoded ${isJson ? 'JSON' : 'text'}`,
    details: [{ title: 'Decoded', text, isJson, note: null }],
  };
};
