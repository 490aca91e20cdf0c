import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64 } from './body-text.ts';

/** A body in the form of AWS events; null when it is empty. */
export type EventBody = { readonly body: string | null; readonly isBase64Encoded: boolean };

/**
 * Encodes a body for an event. `asText`: AWS passes bodies of this type as text. A body that is not UTF-8 is base64 in any
 * case.
 */
export function eventBody(body: Uint8Array, asText: boolean): EventBody {
  if (body.length === 0) return { body: null, isBase64Encoded: false };
  const text = asText ? utf8OrNull(body) : null;
  return text === null
    ? { body: base64(body), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false };
}
