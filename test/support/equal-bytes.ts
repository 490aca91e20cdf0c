import { expect } from 'vitest';

/**
 * Compares bytes at once. Vitest compares them as lists of numbers, which takes seconds for a megabyte. Bytes of two types are left to
 * Vitest.
 */
function areEqualBytes(one: unknown, other: unknown): boolean | undefined {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return undefined;
  return one.constructor === other.constructor ? Buffer.compare(one, other) === 0 : undefined;
}

// The worker process runs this before each of its files.
const added = Symbol.for('wirebin.equal-bytes');
const worker = globalThis as { [added]?: true };
if (!worker[added]) {
  worker[added] = true;
  expect.addEqualityTesters([areEqualBytes]);
}
