import { createBrotliDecompress, createInflate, createInflateRaw } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { trailingBytes } from './decode-error.ts';
import { type Decompressor, decompress } from './decompress.ts';

/** Decodes brotli (RFC 7932). */
export async function* decodeBrotli(source: ByteSource): AsyncGenerator<Uint8Array> {
  const start = await source.take(1);
  source.unread(start);
  if (start.length > 0) yield* decodeOnly(createBrotliDecompress(), source);
}

/**
 * Decodes deflate, which is the zlib format (RFC 9110 §8.4.1.2, RFC 1950). Some senders omit its header and checksum,
 * which browsers also accept (RFC 1951 alone).
 */
export async function* decodeDeflate(source: ByteSource): AsyncGenerator<Uint8Array> {
  const start = await source.take(2);
  source.unread(start);
  if (start.length > 0) yield* decodeOnly(isZlib(start) ? createInflate() : createInflateRaw(), source);
}

/**
 * Whether the bytes are a zlib header (RFC 1950 §2.2): method 8, and two bytes divisible by 31. No deflate encoder begins
 * a block like that.
 */
function isZlib([first = 0, second]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0);
}

/** Decodes to the end of the compressed data; bytes after it are an error. */
async function* decodeOnly(decompressor: Decompressor, source: ByteSource): AsyncGenerator<Uint8Array> {
  yield* decompress(decompressor, source);
  if ((await source.read()) !== null) throw trailingBytes();
}
