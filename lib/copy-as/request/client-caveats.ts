import type { RequestSource } from '../target.ts';
import { caveats } from './caveats.ts';
import { framingOf } from './client-headers.ts';

/** A limitation of a client that affects the request; false where it does not. Sentences as in `caveats.ts`. */
export type Caveat = string | false;

/** The comment lines of a copy: the caveats of any copy of this request, then those of the client. */
export function commentLines(marker: string, source: RequestSource, own: readonly Caveat[]): string {
  const sentences = [...caveats(source), ...own.filter((caveat) => caveat !== false)];
  return sentences.map((sentence) => `${marker} ${sentence}\n`).join('');
}

export function onlyHttp11(source: RequestSource, client: string): Caveat {
  const received = { '1.0': 'HTTP/1.0', '2.0': 'HTTP/2' }[source.httpVersion];
  return received !== undefined && `The request was received as ${received}; ${client} sends it as HTTP/1.1.`;
}

export function noTrailers(source: RequestSource, client: string): Caveat {
  const lines = source.trailers.length;
  return lines > 0 && `Omitted, because ${client} cannot send trailers: ${countOf(lines, 'trailer line')}.`;
}

/** Clients send trailers after chunks only; HTTP/2 has no chunks, so such a copy has no trailers. */
export function trailersNeedChunks(source: RequestSource): Caveat {
  const lines = framingOf(source) === 'chunked' ? 0 : source.trailers.length;
  return lines > 0 && `Omitted, because trailers need a chunked body: ${countOf(lines, 'trailer line')}.`;
}

/** Without TLS a client cannot negotiate HTTP/2, and most servers do not support it (RFC 9113 §3.3). */
export function http2WithoutTls(source: RequestSource, server: URL): Caveat {
  return (
    source.httpVersion === '2.0' &&
    server.protocol === 'http:' &&
    'The request was received as HTTP/2, which few servers support without TLS. Remove --http2-prior-knowledge to send it as HTTP/1.1.'
  );
}

/** Many clients send Content-Length: 0 with methods that expect a body (RFC 9110 §8.6). */
export function addsEmptyLength(source: RequestSource, client: string): Caveat {
  const adds = framingOf(source) === 'none' && /^(?:POST|PUT|PATCH)$/i.test(source.method);
  return adds && `${client} adds Content-Length: 0.`;
}

/** Many clients cannot announce an empty body. */
export function emptyBodyUntold(source: RequestSource, client: string): Caveat {
  const told = framingOf(source) !== 'none' && source.body.length === 0;
  return told && `The body is empty: ${client} may announce it in another way, or not at all.`;
}

export function changedTarget(changed: boolean, client: string): Caveat {
  return (
    changed && `${client} changes this target. To send it unchanged, copy as curl or Python (http.client).`
  );
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
