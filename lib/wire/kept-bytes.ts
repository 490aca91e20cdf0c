const firstRoom = 256 * 1024;

/** Bytes gathered up to a limit, in one place from the start: joining pieces at the end would need the memory twice. */
export class KeptBytes {
  private room: Uint8Array;
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.room = new Uint8Array(Math.min(limit, firstRoom));
  }

  /** Adds bytes. All that was added must not be more than the limit. */
  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.room.length) {
      const before = this.room;
      // All at once: the system gives memory when it is written to, not when it is asked for.
      this.room = new Uint8Array(this.limit);
      this.room.set(before);
    }
    this.room.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was gathered; it does not hold much more memory than it is long. */
  bytes(): Uint8Array {
    const { room, length } = this;
    return length > room.length / 2 ? room.subarray(0, length) : room.slice(0, length);
  }
}
