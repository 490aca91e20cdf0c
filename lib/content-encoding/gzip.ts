import { crc32, createInflateRaw } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { corrupt, endedEarly, mostMembers, tooManyMembers, trailingBytes } from './decode-error.ts';
import { decompress } from './decompress.ts';

const flags = { headerCrc: 2, extra: 4, name: 8, comment: 16 };

/**
 * Decodes gzip (RFC 1952), one member after the other. `createGunzip` is not used: when a member is followed by other
 * bytes, it fails without returning what it has decoded.
 */
export async function* decodeGzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let members = 0; await hasMember(source, members); members++) {
    if (members === mostMembers) throw tooManyMembers();
    await skipRestOfHeader(source);
    yield* decodeMember(source);
  }
}

/** Reads the first two bytes of a member. False at the end. */
async function hasMember(source: ByteSource, members: number): Promise<boolean> {
  const [first, second] = await source.take(2);
  if (first === undefined) return false;
  if (first === 0x1f && second === 0x8b) return true;
  if (first === 0x1f && second === undefined && members === 0) throw endedEarly();
  throw members > 0 ? trailingBytes() : corrupt('not in gzip format');
}

/** Skips the rest of the header, from the method on (RFC 1952 §2.3). */
async function skipRestOfHeader(source: ByteSource): Promise<void> {
  const [method, flag = 0] = await exactly(source, 8);
  if (method !== 8) throw corrupt(`unknown compression method ${method}`);
  if (flag & flags.extra) {
    const [low = 0, high = 0] = await exactly(source, 2);
    await exactly(source, low + 256 * high);
  }
  if (flag & flags.name) await skipText(source);
  if (flag & flags.comment) await skipText(source);
  if (flag & flags.headerCrc) await exactly(source, 2);
}

/** Decodes the compressed data, and checks the checksum and length after it (RFC 1952 §2.3.1). */
async function* decodeMember(source: ByteSource): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  let length = 0;
  for await (const piece of decompress(createInflateRaw(), source)) {
    checksum = crc32(piece, checksum);
    length += piece.length;
    yield piece;
  }
  const trailer = new DataView((await exactly(source, 8)).buffer);
  if (trailer.getUint32(0, true) !== checksum) throw corrupt('the checksum does not match');
  if (trailer.getUint32(4, true) !== length % 2 ** 32) throw corrupt('the length does not match');
}

async function exactly(source: ByteSource, length: number): Promise<Uint8Array> {
  const taken = await source.take(length);
  if (taken.length < length) throw endedEarly();
  return taken;
}

/** Skips a zero-terminated string. */
async function skipText(source: ByteSource): Promise<void> {
  for (;;) {
    const piece = await source.read();
    if (piece === null) throw endedEarly();
    const end = piece.indexOf(0);
    if (end < 0) continue;
    source.unread(piece.subarray(end + 1));
    return;
  }
}
