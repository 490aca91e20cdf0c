import { framingFields, hopByHopFields, namedByConnection } from '#lib/http/hop-by-hop.ts';
import type { Header } from '#lib/model/capture.ts';

/**
 * The headers of a response that is passed on to a sender: without those that concern a connection (RFC 9110 §7.6.1) or the length of the
 * body, which is sent anew.
 */
export function passedHeaders(headers: readonly Header[]): readonly Header[] {
  const named = namedByConnection(headers);
  return headers.filter(([header]) => {
    const name = header.toLowerCase();
    const isOfConnection = hopByHopFields.has(name) || framingFields.has(name) || named.has(name);
    return !isOfConnection && name !== 'content-length';
  });
}
