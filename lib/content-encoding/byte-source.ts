/**
 * How many bytes are read at once. When decoding fails, the whole read is lost, so the first reads are short, and later
 * ones are at most an eighth of what was read before, up to a size where longer reads are no faster.
 */
const leastAtOnce = 256;
const mostAtOnce = 16 * 1024;

/** Reads bytes on demand: the source is not read before a caller reads. */
export class ByteSource {
  private readonly chunks: AsyncIterator<Uint8Array>;
  /** Bytes received from the source but not read yet, in order. */
  private readonly waiting: Uint8Array[] = [];
  private given = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** The next 1 to `most` bytes, as a view without copying; null at the end. */
  async read(most = this.atOnce()): Promise<Uint8Array | null> {
    const chunk = await this.nextChunk();
    if (chunk === null) return null;
    if (chunk.length > most) this.unread(chunk.subarray(most));
    const piece = chunk.subarray(0, most);
    this.given += piece.length;
    return piece;
  }

  /** Puts back the bytes read last; the next read returns them. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.waiting.unshift(bytes);
  }

  /** The next `length` bytes; fewer at the end. */
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

  /** Stops reading, and closes the source. */
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
