import { byteCount } from '../byte-text.ts';
import type { ByteFault } from '../cbor-messagepack/item-format.ts';
import { beginsWith } from '../sniff-media-type.ts';
import { framePrefix } from './lines.ts';

/**
 * Decompresses bytes; null if they are damaged or if the result has more than `mostBytes`. The browser and the server have different
 * libraries for it.
 */
export type Inflate = (bytes: Uint8Array, format: 'gzip' | 'zlib', mostBytes: number) => Uint8Array | null;

/** A message of gRPC (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message"). */
export type GrpcFrame = {
  /** Where its flags are in `bytes`, and in the body; the latter is null where the body is in base64. */
  readonly at: number;
  readonly sentAt: number | null;
  /** Whether the bytes of the message are those of the body. */
  readonly isAsSent: boolean;
  /** How it was compressed, or why it still is; null if it was not. */
  readonly note: string | null;
};

export type GrpcMessages = {
  /** The messages with their prefixes, without base64, decompressed where possible. The flag of those is cleared. */
  readonly bytes: Uint8Array;
  readonly frames: readonly GrpcFrame[];
  /** Where base64 stops being valid, in the body; null if it is valid, or not used. */
  readonly fault: ByteFault | null;
};

/** The most bytes of all messages of a body after decompressing. */
const mostInflated = 4 * 1024 * 1024;
const compressedFlag = 0x01;

/** The messages of a gRPC or gRPC-Web body, ready to be read. `isBase64`: the body is `application/grpc-web-text`. */
export function grpcMessages(
  body: Uint8Array,
  { isBase64, inflate, most = mostInflated }: { isBase64: boolean; inflate: Inflate; most?: number },
): GrpcMessages {
  const { bytes: sent, fault } = isBase64 ? fromSegments(body) : { bytes: body, fault: null };
  const pieces: Uint8Array[] = [];
  const frames: GrpcFrame[] = [];
  let length = 0;
  let room = most;
  const add = (frame: Pick<GrpcFrame, 'isAsSent' | 'note'>, from: number, ...parts: Uint8Array[]) => {
    frames.push({ at: length, sentAt: isBase64 ? null : from, ...frame });
    for (const part of parts) {
      pieces.push(part);
      length += part.length;
    }
  };
  for (let at = 0; at < sent.length; ) {
    const from = at + framePrefix;
    const size = from > sent.length ? 0 : lengthAt(sent, at + 1);
    const end = Math.min(sent.length, from + size);
    const flags = sent[at]!;
    const isWhole = from + size <= sent.length;
    if ((flags & compressedFlag) === 0 || size === 0 || !isWhole) {
      add({ isAsSent: true, note: null }, at, sent.subarray(at, end));
    } else {
      const opened = inflated(sent.subarray(from, end), inflate, room);
      if (typeof opened === 'string') {
        // Else many messages could be decompressed in vain, each up to the limit.
        room >>= 1;
        add({ isAsSent: true, note: opened }, at, sent.subarray(at, end));
      } else {
        room -= opened.bytes.length;
        const note = `${opened.name}, ${byteCount(size)} compressed`;
        const prefix = prefixOf(flags & ~compressedFlag, opened.bytes.length);
        add({ isAsSent: false, note }, at, prefix, opened.bytes);
      }
    }
    at = end;
  }
  const isSame = !isBase64 && frames.every(({ isAsSent }) => isAsSent);
  return { bytes: isSame ? body : joined(pieces, length), frames, fault };
}

/**
 * Decompresses a message. Its encoding is recognised by its first bytes (RFC 1950, RFC 1952, RFC 8878, and the framing format of
 * Snappy); else a note why it cannot be.
 */
function inflated(
  bytes: Uint8Array,
  inflate: Inflate,
  most: number,
): { bytes: Uint8Array; name: string } | string {
  const format = formatOf(bytes);
  if (format === null)
    return 'compressed with an unknown encoding: the `grpc-encoding` header names it. Shown as received.';
  if (format === 'zstd' || format === 'Snappy')
    return `compressed (${format}), which is not decompressed here`;
  const opened = inflate(bytes, format, most);
  const name = format === 'gzip' ? 'gzip' : 'deflate';
  if (opened !== null) return { bytes: opened, name };
  return `compressed (${name}): damaged, or too long to decompress here`;
}

function formatOf(bytes: Uint8Array): 'gzip' | 'zlib' | 'zstd' | 'Snappy' | null {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (beginsWith(bytes, zstdMagic)) return 'zstd';
  if (beginsWith(bytes, snappyStream)) return 'Snappy';
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0 ? 'zlib' : null;
}

const zstdMagic = '28b52ffd';
/** The chunk with which a Snappy stream begins: its type, its length, and `sNaPpY`. */
const snappyStream = 'ff060000734e61507059';

function lengthAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function prefixOf(flags: number, length: number): Uint8Array {
  const prefix = new Uint8Array(framePrefix);
  prefix[0] = flags;
  new DataView(prefix.buffer).setUint32(1, length);
  return prefix;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const digits = new Int8Array(256).fill(-1);
for (const [value, digit] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  digits[digit.charCodeAt(0)] = value;
}
const padding = 0x3d;

/** Decodes base64 that consists of segments, each with its own padding (gRPC-Web, "Protocol differences": `-text`). */
function fromSegments(body: Uint8Array): { bytes: Uint8Array; fault: ByteFault | null } {
  const bytes = new Uint8Array(Math.ceil(body.length / 4) * 3);
  let length = 0;
  let bits = 0;
  let count = 0;
  let padded = 0;
  const result = (fault: ByteFault | null) => ({ bytes: bytes.subarray(0, length), fault });
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    const digit = digits[byte]!;
    if (byte === 0x0a || byte === 0x0d || byte === 0x20) continue;
    if (byte === padding && count >= 2) padded++;
    else if (digit < 0 || padded > 0) return result({ offset: at, message: 'this is not base64' });
    bits = (bits << 6) | Math.max(0, digit);
    if (++count < 4) continue;
    bytes[length++] = bits >> 16;
    if (padded < 2) bytes[length++] = (bits >> 8) & 0xff;
    if (padded < 1) bytes[length++] = bits & 0xff;
    bits = count = padded = 0;
  }
  return result(count === 0 ? null : { offset: body.length, message: 'the base64 text ends too early' });
}
