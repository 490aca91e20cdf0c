import { createHash } from 'node:crypto';
import { type Header, type SentReply, storedOfResponse } from '#lib/model/capture.ts';

/** Headers (JSON) and body of a response as they are stored, once for all captures that got them, under a hash. */
export type ResponseContent = { hash: Uint8Array; key: string; headers: string; body: Uint8Array };

/** A response that is sent again is the same object, and is hashed once. */
const contents = new WeakMap<readonly Header[], { body: Uint8Array; content: ResponseContent }>();

/** The stored form of a response. `key` is the hash in hexadecimal. */
export function contentOf({ headers, body }: SentReply): ResponseContent {
  const known = contents.get(headers);
  if (known?.body === body) return known.content;
  const kept = body.length > storedOfResponse ? body.slice(0, storedOfResponse) : body;
  const text = JSON.stringify(headers);
  const hash = createHash('sha256').update(`${text.length} ${text}`).update(kept).digest().subarray(0, 16);
  const content = { hash, key: hash.toString('hex'), headers: text, body: kept };
  contents.set(headers, { body, content });
  return content;
}
