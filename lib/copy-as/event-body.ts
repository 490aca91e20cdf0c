import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64 } from './body-text.ts';

/** A body as AWS events have it; null when it is empty. */
export type EventBody = { readonly body: string | null; readonly isBase64Encoded: boolean };

/** `asText` says whether AWS passes a body of this kind as text. What is not UTF-8 has to be base64 all the same. */
export function eventBody(body: Uint8Array, asText: boolean): EventBody {
  if (body.length === 0) return { body: null, isBase64Encoded: false };
  const text = asText ? utf8OrNull(body) : null;
  return text === null
    ? { body: base64(body), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false };
}
