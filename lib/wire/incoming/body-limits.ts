/** Limits of the body bytes held in memory. */
export type BodyLimits = {
  /** How many bytes of one body are stored; the rest is only counted. */
  body: number;
  /** A longer body is written to the store in pieces while it is received. */
  held: number;
  /** The most bytes held of all bodies together; beyond it bodies are written whatever their length. */
  heldInAll: number;
};

/** The part of a chunk that is stored of a body of which `kept` bytes are stored already; the rest exceeds the limit. */
export function withinLimit(chunk: Buffer, kept: number, { body }: BodyLimits): Buffer {
  return kept + chunk.length > body ? chunk.subarray(0, body - kept) : chunk;
}

/** Limits for bodies of up to `body` bytes: 256 KiB of one is held, 64 MiB of all. */
export function bodyLimits(body: number): BodyLimits {
  return { body, held: 256 * 1024, heldInAll: 64 * 2 ** 20 };
}
