import * as zlib from 'node:zlib';
import { type ContentCoding, contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { searchedBytes } from '#lib/model/searched-bytes.ts';
import { openDecodeQueue } from './decode-queue.ts';

type Facts = Pick<CaptureFacts, 'headers' | 'malformed' | 'masked'>;

/** The body of a capture that filters look at: without its content encodings, the first `searchedBytes` of it. */
export async function searchedBody(facts: Facts, body: Uint8Array): Promise<Uint8Array> {
  const codings = codingsOf(facts, body);
  if (codings.length === 0) return body;
  const { body: decoded, error } = await decode(inOnePiece(body), codings, neverAborted);
  // Of content that is not what it claims to be, the bytes are searched as they were sent.
  return error && decoded.length === 0 ? body : decoded;
}

/**
 * The same at once, for a thread on which nobody waits: most bodies have one content encoding and are short. Null where it takes
 * `searchedBody`.
 */
export function searchedBodyNow(facts: Facts, body: Uint8Array): Uint8Array | null {
  const codings = codingsOf(facts, body);
  if (codings.length === 0) return body;
  const [coding, ...more] = codings;
  const decompress = coding?.name && decompressors[coding.name];
  if (!decompress || more.length > 0) return null;
  try {
    const { buffer, byteOffset, length } = decompress(body, { maxOutputLength: searchedBytes });
    return new Uint8Array(buffer, byteOffset, length);
  } catch {
    return null;
  }
}

/** The content encodings to undo; none where the body is stored or shown without them. */
function codingsOf({ headers, malformed, masked }: Facts, body: Uint8Array): readonly ContentCoding[] {
  return body.length === 0 || malformed !== null || masked ? [] : contentCodings(headers);
}

type Decompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Brotli, zstd and deflate have forms that need a closer look. */
const decompressors: Partial<Record<NonNullable<ContentCoding['name']>, Decompress>> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
};

const neverAborted = new AbortController().signal;
const decode = openDecodeQueue(searchedBytes, 4);

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
