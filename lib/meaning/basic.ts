import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Reader } from './meaning.ts';

/** User and password of HTTP's own scheme (RFC 7617): coded, not secret to anybody who reads it. */
export const basic: Reader = ({ value }) => {
  const coded = /^Basic +([A-Za-z\d+/=_-]+)$/i.exec(value)?.[1];
  const bytes = coded === undefined ? null : base64Bytes(coded);
  const text = bytes && utf8OrNull(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === null || colon < 0) return null;
  return {
    words: 'user and password',
    inside: [
      { title: 'User', text: text.slice(0, colon), isJson: false, note: null },
      { title: 'Password', text: text.slice(colon + 1), isJson: false, note: null },
    ],
  };
};
