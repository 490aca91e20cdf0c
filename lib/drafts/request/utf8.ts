import { fromBytes } from '#lib/http/byte-string.ts';

const encoder = new TextEncoder();

/** The byte string of a text: its UTF-8 bytes. */
export function utf8(text: string): string {
  return fromBytes(encoder.encode(text));
}
