import { Failure, type FailureCode, failureCode } from '#lib/model/errors.ts';

/** A message from the pool to a thread: run this job. */
export type Order = { readonly name: string; readonly input: unknown };

/** The result of a thread. A thread runs one job at a time, so results need no ID. */
export type Outcome =
  | { readonly output: unknown }
  /** The `code` of a `Failure`; null for other errors. */
  | {
      readonly error: { readonly code: FailureCode | null; readonly message: string; readonly stack: string };
    };

/** A thrown value as plain data. */
export function errorOutcome(thrown: unknown): Outcome {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { error: { code: failureCode(error), message: error.message, stack: error.stack ?? '' } };
}

/** Restores the error on the calling thread. */
export function errorOf({ code, message, stack }: Extract<Outcome, { error: unknown }>['error']): Error {
  const error = code === null ? new Error(message) : new Failure(code, message);
  error.stack = stack;
  return error;
}

/**
 * The buffers of a message that are transferred instead of copied: bytes, or a `body`, that fill their buffer. Views of larger or shared
 * buffers are copied.
 */
export function handedOver(value: unknown): ArrayBuffer[] {
  const body = value instanceof Uint8Array ? value : (value as { body?: unknown } | null)?.body;
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return [];
  return body.buffer instanceof ArrayBuffer && body.buffer.byteLength === body.byteLength
    ? [body.buffer]
    : [];
}
