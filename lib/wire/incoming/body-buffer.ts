/** A pool of reusable buffers of equal size. */
export class BufferPool {
  readonly #size: number;
  readonly #spare: Buffer[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  take(atLeast: number): Buffer {
    return (
      (atLeast <= this.#size && this.#spare.pop()) || Buffer.allocUnsafeSlow(Math.max(this.#size, atLeast))
    );
  }

  give(buffer: Buffer): void {
    if (buffer.length === this.#size && this.#spare.length < 64) this.#spare.push(buffer);
  }
}

/** Up to this length the chunks themselves are held; most bodies are one chunk, and need no copy. */
const mostInChunks = 64 * 1024;

/**
 * The bytes of one body that are currently held in memory.
 *
 * Larger bodies are copied into a pooled buffer at once. Chunks held as received would outlive V8's young generation while
 * other senders are served, and hundreds of megabytes would pile up until the next full collection.
 */
export class HeldBytes {
  readonly #pool: BufferPool;
  #chunks: Buffer[] = [];
  #buffer: Buffer | null = null;
  length = 0;

  constructor(pool: BufferPool) {
    this.#pool = pool;
  }

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (!this.#buffer && length <= mostInChunks) this.#chunks.push(chunk);
    else chunk.copy(this.#bufferOf(length), this.length);
    this.length = length;
  }

  /** Returns the bytes for keeping; none are held afterwards. */
  keep(): Uint8Array {
    const bytes = this.#buffer
      ? Buffer.from(this.#buffer.subarray(0, this.length))
      : this.#chunks.length === 1
        ? this.#chunks[0]!
        : Buffer.concat(this.#chunks, this.length);
    this.drop();
    return bytes;
  }

  /** Returns the bytes, valid until `done` is called; none are held afterwards. */
  lend(): { bytes: Uint8Array; done: () => void } {
    const buffer = this.#bufferOf(this.length);
    const bytes = buffer.subarray(0, this.length);
    this.#buffer = null;
    this.drop();
    return { bytes, done: () => this.#pool.give(buffer) };
  }

  drop(): void {
    if (this.#buffer) this.#pool.give(this.#buffer);
    this.#buffer = null;
    this.#chunks = [];
    this.length = 0;
  }

  /** The buffer with all bytes held so far and room for `length` more. */
  #bufferOf(length: number): Buffer {
    if (this.#buffer && this.#buffer.length >= length) return this.#buffer;
    const buffer = this.#pool.take(length);
    let at = 0;
    for (const chunk of this.#buffer ? [this.#buffer.subarray(0, this.length)] : this.#chunks) {
      at += chunk.copy(buffer, at);
    }
    if (this.#buffer) this.#pool.give(this.#buffer);
    this.#chunks = [];
    this.#buffer = buffer;
    return buffer;
  }
}
