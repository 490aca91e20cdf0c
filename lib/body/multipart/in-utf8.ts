import type { MediaType } from '#lib/http/media-type.ts';
import { decodeText } from '../decode-text.ts';
import { contentOf, readMultipart } from './multipart.ts';

const limits = { parts: 1000, headBytes: 4096 };

/**
 * A multipart body with the parts that are in other character encodings than UTF-8 converted to it, by their own charset or by
 * the one that the form declares; the same bytes where there are none.
 */
export function multipartInUtf8(body: Uint8Array, mediaType: MediaType | null): Uint8Array {
  const rows = readMultipart(body, mediaType, limits);
  const count = rows.readUpTo(limits.parts);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const row = rows.row(index);
    if (row.kind !== 'part') continue;
    const charset = row.mediaType?.parameters.get('charset') ?? row.declaredCharset?.charset ?? null;
    if (charset === null) continue;
    const { text, encoding } = decodeText(contentOf(body, row), charset, { cut: true });
    if (encoding === 'utf-8') continue;
    pieces.push(body.subarray(at, row.offset), new TextEncoder().encode(text));
    at = row.offset + row.length;
  }
  return at === 0 ? body : joined([...pieces, body.subarray(at)]);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
