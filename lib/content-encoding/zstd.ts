import * as zlib from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { corrupt, endedEarly, mostMembers, tooManyMembers, trailingBytes } from './decode-error.ts';
import { type Decompressor, Running } from './decompress.ts';
import { beginsFrame, ZstdFrame } from './zstd-frame.ts';

/** The zstd part of node:zlib, available from Node 22.15 and 23.8; the types of version 20 lack it. */
type ZstdModule = { createZstdDecompress?: (options: { params: Record<number, number> }) => Decompressor };
const { createZstdDecompress } = zlib as ZstdModule;
export const hasZstd = createZstdDecompress !== undefined;

/** ZSTD_d_windowLogMax, a constant of node:zlib that Node 20 lacks. */
const windowLogMax = 100;
/** RFC 9659 §3: zstd as a content encoding uses a window of at most 8 MiB. A frame could require 128 MiB of memory. */
const mostWindowBits = 23;

/**
 * Decodes zstd (RFC 8878), one frame after the other. The end of each frame is found here, because Node 22 does not
 * distinguish a truncated frame from a complete one. Call it only where `hasZstd`.
 */
export async function* decodeZstd(source: ByteSource): AsyncGenerator<Uint8Array> {
  const decompressor = createZstdDecompress!({ params: { [windowLogMax]: mostWindowBits } });
  const running = new Running(decompressor);
  try {
    for (let frames = 0; await hasFrame(source, frames); frames++) {
      if (frames === mostMembers) throw tooManyMembers();
      yield* decodeFrame(running, source);
    }
  } finally {
    decompressor.destroy();
  }
}

/** Reads the four bytes that begin a frame. False at the end. */
async function hasFrame(source: ByteSource, frames: number): Promise<boolean> {
  const start = await source.take(4);
  source.unread(start);
  if (start.length === 0 || beginsFrame(start)) return start.length > 0;
  if (frames > 0) throw trailingBytes();
  const isCut = start.length < 4 && start.every((byte, index) => byte === [0x28, 0xb5, 0x2f][index]);
  throw isCut ? endedEarly() : corrupt('not in zstd format');
}

async function* decodeFrame(running: Running, source: ByteSource): AsyncGenerator<Uint8Array> {
  const frame = new ZstdFrame();
  while (!frame.done) {
    const piece = await source.read();
    if (piece === null) throw endedEarly();
    const length = frame.feed(piece);
    source.unread(piece.subarray(length));
    yield* running.outputOf(piece.subarray(0, length));
  }
}
