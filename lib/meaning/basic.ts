import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Reader } from './reader.ts';

/** Username and password of HTTP Basic authentication (RFC 7617). They are encoded, not encrypted. */
export const basic: Reader = ({ value }) => {
  const encoded = /^Basic +([A-Za-z\d+/=_-]+)$/i.exec(value)?.[1];
  const bytes = encoded === undefined ? null : base64Bytes(encoded);
  const text = bytes && utf8OrNull(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === null || colon < 0) return null;
  return {
    words: 'username and password',
    details: [
      { title: 'Username', text: text.slice(0, colon), isJson: false, note: null },
      { title: 'Password', text: text.slice(colon + 1), isJson: false, note: null },
    ],
  };
};
