import type { Transform } from 'node:stream';
import type { ByteSource } from './byte-source.ts';
import { corrupt, endedEarly } from './decode-error.ts';

/** A decompressor of node:zlib. `bytesWritten` counts the bytes it consumed, not those it was given. */
export type Decompressor = Transform & { readonly bytesWritten: number };

/**
 * Runs a decompressor to the end of its data. It reads from the source only after earlier input is decoded and its output
 * taken. Bytes after the data stay in the source.
 * @throws DecodeFault `ended-early` or `corrupt`, after all output decoded before.
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
      // A decompressor that leaves bytes is done. One that has used all may be done too, and then leaves the next piece.
      isMore = used === piece.length;
    }
  } finally {
    decompressor.destroy();
  }
}

/** A running decompressor, which takes one piece of input at a time. */
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

  /** All output for a piece of input; null marks the end of the input. */
  async *outputOf(piece: Uint8Array | null): AsyncGenerator<Uint8Array> {
    this.taken = false;
    // Do not write and end at once: a truncated last piece would fail as a whole, before its output is available.
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
