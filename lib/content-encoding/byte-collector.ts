const firstSize = 256 * 1024;

/**
 * Collects bytes in one buffer: joining pieces at the end would need twice the memory. The caller must see to it
 * that the bytes stay within the limit.
 */
export class ByteCollector {
  private buffer: Uint8Array;
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.buffer = new Uint8Array(Math.min(limit, firstSize));
  }

  /** Adds bytes; throws a `RangeError` beyond the limit. */
  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.buffer.length) {
      const before = this.buffer;
      // Allocate the limit at once: the system provides memory only when it is written to.
      this.buffer = new Uint8Array(this.limit);
      this.buffer.set(before);
    }
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** The collected bytes, in a buffer at most twice as long as they are. */
  bytes(): Uint8Array {
    const { buffer, length } = this;
    return length > buffer.length / 2 ? buffer.subarray(0, length) : buffer.slice(0, length);
  }
}
