import { toBytes } from '#lib/http/byte-string.ts';
import type { Piece, Signed } from './scheme.ts';

/** The body as received. */
export const bodyOf = ({ body }: Signed): Piece => ({ from: 'body', bytes: body });

/** The value of a header: a byte string. */
export const valuePiece = (from: string, value: string): Piece => ({ from, bytes: toBytes(value) });

/** Text: a separator, or another text such as the URL. */
export const textPiece = (text: string, from: string | null = null): Piece => ({
  from,
  bytes: new TextEncoder().encode(text),
});

/** The concatenated bytes. */
export function bytesOf(pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.bytes.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.bytes, at);
    at += piece.bytes.length;
  }
  return bytes;
}
