import type { Transform } from 'node:stream';
import type { ByteSource } from './byte-source.ts';
import { corrupt, endedEarly } from './decode-fault.ts';

/** One of node:zlib's decompressors. `bytesWritten` counts the bytes it made use of, not those it was given. */
export type Decompressor = Transform & { readonly bytesWritten: number };

/**
 * Runs a decompressor until its data ends, reading from the source only when all that came before is decoded and taken.
 * What follows the data stays in the source.
 * @throws DecodeFault `ended-early` or `corrupt`, after everything decoded until then.
 */
export async function* decompress(
  decompressor: Decompressor,
  source: ByteSource,
): AsyncGenerator<Uint8Array> {
  const running = new Running(decompressor);
  try {
    for (let isMore = true; isMore; ) {
      const piece = await source.read();
      const before = decompressor.bytesWritten;
      yield* running.outputOf(piece);
      if (piece === null) return;
      const used = decompressor.bytesWritten - before;
      source.unread(piece.subarray(used));
      // A decompressor that leaves bytes is done. One that has used them all may be done too, and then leaves the next.
      isMore = used === piece.length;
    }
  } finally {
    decompressor.destroy();
  }
}

/** A decompressor at work, one piece of input at a time. */
export class Running {
  private ended = false;
  private taken = true;
  private failure: Error | null = null;
  private wake: () => void = () => {};
  private readonly decompressor: Decompressor;

  constructor(decompressor: Decompressor) {
    this.decompressor = decompressor;
    decompressor
      .on('readable', () => this.wake())
      .on('end', () => this.note({ ended: true }))
      .on('error', (failure: Error) => this.note({ failure }));
  }

  /** Everything that comes of one piece of input, or, when it is null, of its end. */
  async *outputOf(piece: Uint8Array | null): AsyncGenerator<Uint8Array> {
    this.taken = false;
    // Written and ended apart: a last piece that is cut would fail as a whole, before its output was handed out.
    if (piece === null) this.decompressor.end();
    else this.decompressor.write(piece, () => this.note({ taken: true }));
    for (;;) {
      for (let output = this.decompressor.read(); output !== null; output = this.decompressor.read())
        yield output;
      if (this.failure !== null) throw faultOf(this.failure);
      if (this.ended || this.taken) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private note(news: { ended?: true; taken?: true; failure?: Error }): void {
    Object.assign(this, news);
    this.wake();
  }
}

function faultOf(failure: Error & { code?: unknown }): Error {
  return failure.code === 'Z_BUF_ERROR' ? endedEarly() : corrupt(failure.message);
}
