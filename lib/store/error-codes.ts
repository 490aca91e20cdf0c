/** Errors are wrapped: the adapter keeps the driver's in its cause, and Prisma's client the adapter's in its `meta`. */
const deepest = 6;

/** The codes of an error and of those in it: of the database, of the operating system and of Prisma's client. */
export function* codesIn(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > deepest) return;
  const { code, originalCode, cause, meta, errors } = error as {
    code?: unknown;
    originalCode?: unknown;
    cause?: unknown;
    meta?: { driverAdapterError?: unknown };
    errors?: unknown;
  };
  for (const own of [originalCode, code]) if (typeof own === 'string') yield own;
  for (const inner of [meta?.driverAdapterError, cause, ...(Array.isArray(errors) ? errors : [])])
    yield* codesIn(inner, depth + 1);
}
