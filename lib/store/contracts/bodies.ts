/** Bodies of many bytes, written while they arrive. A capture names one by its id (`longBodyId`). */
export interface BodyStore {
  /** Begins a long body. It is removed if no capture is added with it within an hour. */
  openLongBody(now: number): Promise<LongBody>;
  /** The first `length` bytes of a long body that was written, also before a capture names it. */
  readLongBody(id: number, length: number): Promise<Uint8Array>;
  /** Marks a long body that no capture will name as unused. */
  discardLongBody(id: number): Promise<void>;
}

/** A long body that is being written. */
export type LongBody = {
  readonly id: number;
  /** Adds bytes to its end; resolves once they are committed. When that fails the whole body is left to be removed. */
  append(bytes: Uint8Array): Promise<void>;
};
