import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import type { Encoding } from './scheme.ts';

/** The bytes a text spells; null when it does not. Base64 with or without padding, of either alphabet (RFC 4648). */
export function decoded(text: string, encoding: Encoding): Uint8Array | null {
  if (encoding === 'text') return new TextEncoder().encode(text);
  return encoding === 'hex' ? fromHex(text) : fromBase64(text);
}

export function encoded(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'text') return new TextDecoder().decode(bytes);
  if (encoding === 'base64') return btoa(fromBytes(bytes));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[\da-f]{2})+$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

function fromBase64(text: string): Uint8Array | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (plain === '' || !/^[\w+/]+$/.test(plain) || plain.includes('_') || plain.length % 4 === 1) return null;
  return toBytes(atob(plain));
}
