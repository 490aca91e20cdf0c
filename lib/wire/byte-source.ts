/**
 * How much is read at once. What fails to decode takes all with it that came of the same read, so reads are short at first, and
 * then no longer than an eighth of what came before, up to where longer ones are no faster.
 */
const leastAtOnce = 256;
const mostAtOnce = 16 * 1024;

/** Bytes that are read as they are needed: nothing is asked of what they come from before somebody reads. */
export class ByteSource {
  private readonly chunks: AsyncIterator<Uint8Array>;
  /** Bytes that came and were not read yet, in order. */
  private readonly waiting: Uint8Array[] = [];
  private given = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** The next bytes, one at least and `most` at most; null at the end. A view of what came, no copy. */
  async read(most = this.atOnce()): Promise<Uint8Array | null> {
    const chunk = await this.nextChunk();
    if (chunk === null) return null;
    if (chunk.length > most) this.unread(chunk.subarray(most));
    const piece = chunk.subarray(0, most);
    this.given += piece.length;
    return piece;
  }

  /** Puts bytes back that were read last: they are read again next. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.waiting.unshift(bytes);
  }

  /** The next `length` bytes; fewer when there are no more. */
  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const piece = await this.read(length - at);
      if (piece === null) break;
      taken.set(piece, at);
      at += piece.length;
    }
    return taken.subarray(0, at);
  }

  /** Asks for no more, and tells so to what the bytes come from. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private atOnce(): number {
    return Math.min(mostAtOnce, Math.max(leastAtOnce, Math.floor(this.given / 8)));
  }

  private async nextChunk(): Promise<Uint8Array | null> {
    let chunk = this.waiting.shift();
    while (chunk === undefined || chunk.length === 0) {
      const next = await this.chunks.next();
      if (next.done) return null;
      chunk = next.value;
    }
    return chunk;
  }
}
