import { Failure, type FailureCode, failureCode } from '../model/errors.ts';

/** What the pool tells a thread: run this job. */
export type Order = { readonly name: string; readonly input: unknown };

/** What a thread answers. It takes one job at a time, so none needs a number. */
export type Outcome =
  | { readonly output: unknown }
  /** `code` of a named failure; null for anything else that was thrown. */
  | {
      readonly error: { readonly code: FailureCode | null; readonly message: string; readonly stack: string };
    };

/** What was thrown, as plain data. */
export function errorOutcome(thrown: unknown): Outcome {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { error: { code: failureCode(error), message: error.message, stack: error.stack ?? '' } };
}

/** The error again, on the thread that asked. */
export function errorOf({ code, message, stack }: Extract<Outcome, { error: unknown }>['error']): Error {
  const error = code === null ? new Error(message) : new Failure(code, message);
  error.stack = stack;
  return error;
}

/**
 * The memory a message may hand over instead of having it copied: bytes, or a `body`, which fill their buffer. A view of a larger
 * buffer is copied, and so is what shares one.
 */
export function handedOver(value: unknown): ArrayBuffer[] {
  const body = value instanceof Uint8Array ? value : (value as { body?: unknown } | null)?.body;
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return [];
  return body.buffer instanceof ArrayBuffer && body.buffer.byteLength === body.byteLength
    ? [body.buffer]
    : [];
}
