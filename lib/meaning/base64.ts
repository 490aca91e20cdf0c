import { humanSize } from '#lib/body/size.ts';
import { sniff } from '#lib/body/sniff.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Reader } from './meaning.ts';

/** Shorter ones are found in every other word. */
const shortest = 16;
/** Characters that text of people has none of. */
const unprintable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]/;

/** Base64 of something that is known for what it is: readable text, or a format with a mark at its beginning. */
export const base64: Reader = ({ value }) => {
  const data = /^data:([\w.+/-]{1,80})?(?:;[\w=.+-]{1,80})*;base64,/i.exec(value);
  const coded = value.slice(data?.[0].length ?? 0).replace(/[\r\n]+/g, '');
  // Digits and hexadecimal digits are something else, and so are words and paths.
  if (coded.length < shortest || /^[\da-f]+$/i.test(coded) || /^[a-z/-]+$/i.test(coded)) return null;
  const bytes = base64Bytes(coded);
  if (bytes === null) return null;
  const known = sniff(bytes);
  if (known) return { words: `base64 of ${known.essence}, ${humanSize(bytes.length)}`, inside: [] };
  const text = utf8OrNull(bytes);
  if (text === null || unprintable.test(text) || text.trim() === '') return null;
  const isJson = /^\s*[{[]/.test(text);
  return {
    words: `base64 of ${isJson ? 'JSON' : 'text'}`,
    inside: [{ title: 'Decoded', text, isJson, note: null }],
  };
};
