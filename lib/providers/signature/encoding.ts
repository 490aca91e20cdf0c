import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import type { Encoding } from './scheme.ts';

/** The decoded bytes of a byte string; null when it is not valid. Base64 with or without padding, in either alphabet (RFC 4648). */
export function decoded(text: string, encoding: Encoding): Uint8Array | null {
  if (encoding === 'text') return isByteString(text) ? toBytes(text) : null;
  return encoding === 'hex' ? fromHex(text) : fromBase64(text);
}

/** The bytes as a byte string in this encoding. */
export function encoded(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'text') return fromBytes(bytes);
  if (encoding === 'base64') return btoa(fromBytes(bytes));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const isByteString = (text: string) => !/[^\0-\xff]/.test(text);

function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[\da-f]{2})+$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

function fromBase64(text: string): Uint8Array | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (plain === '' || !/^[\w+/]+$/.test(plain) || plain.includes('_') || plain.length % 4 === 1) return null;
  return toBytes(atob(plain));
}
