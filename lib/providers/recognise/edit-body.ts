import { sourceAt, withSourceAt } from '#lib/body/json/replace-value.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';

/** Bodies are edited as byte strings, so that every other byte stays as it is, whatever it encodes. */

/** The source of the value at a path in a JSON body, as a byte string; null if there is none. */
export function jsonSourceAt(body: Uint8Array, path: readonly string[]): string | null {
  return sourceAt(fromBytes(body), path);
}

/** The JSON body with another value at a path. `source` is JSON, as a byte string. Null if the body has no place for it. */
export function withJsonAt(body: Uint8Array, path: readonly string[], source: string): Uint8Array | null {
  const text = withSourceAt(fromBytes(body), path, source);
  return text === null ? null : toBytes(text);
}
