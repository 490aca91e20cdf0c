import * as zlib from 'node:zlib';
import { grpcMessages, type Inflate } from '#lib/body/protobuf/grpc-messages.ts';
import { type ContentCoding, contentCodings } from '#lib/http/content-coding.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { searchedBytes } from '#lib/model/searched-bytes.ts';
import { openDecodeQueue } from './decode-queue.ts';

type Facts = Pick<CaptureFacts, 'headers' | 'malformed' | 'masked'>;

/**
 * The body of a capture that filters look at: without its content encodings, the first `searchedBytes` of it; of gRPC with its
 * messages decompressed and without base64.
 */
export async function searchedBody(facts: Facts, body: Uint8Array): Promise<Uint8Array> {
  return withMessagesOpened(facts, await withoutCodings(facts, body));
}

/** The same at once, for a thread on which nobody waits. Null where it takes `searchedBody`. */
export function searchedBodyNow(facts: Facts, body: Uint8Array): Uint8Array | null {
  const decoded = withoutCodingsNow(facts, body);
  return decoded && withMessagesOpened(facts, decoded);
}

function withMessagesOpened({ headers, malformed, masked }: Facts, body: Uint8Array): Uint8Array {
  if (body.length === 0 || malformed !== null || masked) return body;
  const essence = first(headers, 'Content-Type')?.toLowerCase() ?? '';
  if (!essence.startsWith('application/grpc')) return body;
  const isBase64 = essence.startsWith('application/grpc-web-text');
  return grpcMessages(body, { isBase64, inflate, most: searchedBytes }).bytes;
}

const inflate: Inflate = (bytes, format, maxOutputLength) => {
  try {
    const options = { maxOutputLength };
    return format === 'gzip' ? zlib.gunzipSync(bytes, options) : zlib.inflateSync(bytes, options);
  } catch {
    return null;
  }
};

async function withoutCodings(facts: Facts, body: Uint8Array): Promise<Uint8Array> {
  const codings = codingsOf(facts, body);
  if (codings.length === 0) return body;
  const { body: decoded, error } = await decode(inOnePiece(body), codings, neverAborted);
  // Of content that is not what it claims to be, the bytes are searched as they were sent.
  return error && decoded.length === 0 ? body : decoded;
}

/** Most bodies have one content encoding and are short. Null for others. */
function withoutCodingsNow(facts: Facts, body: Uint8Array): Uint8Array | null {
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
